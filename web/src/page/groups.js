// Groups that are folded: in the graph that is drawn, one box stands for all that a group holds.
import { countBelow, growForest } from "./graph.js";

/** @import { Graph, Link, Region, Unit } from "../types" */

const BOX = "group ";

/**
 * The unit that stands for a group when it is folded; no id has a space in it.
 * @param {string} group
 */
export const boxOf = (group) => BOX + group;

/** @param {{ id: string }} unit */
export const isBox = ({ id }) => id.startsWith(BOX);

/**
 * The group of an element, if it is drawn.
 * @param {Graph} graph
 * @param {string} id
 */
export const groupWith = (graph, id) => graph.groupOf.get(graph.unitOf.get(id) ?? "");

/**
 * @param {Region} region
 * @returns {Unit}
 */
const standIn = ({ id, box: { width, height }, holds }) =>
  ({ id: boxOf(id), width, height, x: 0, y: 0, members: [[id, 0, 0]], holds, children: [], parent: null, depth: 0 });

/**
 * The units, with a box for each folded group at the place of the first that it holds.
 * @param {Graph} graph
 * @param {Set<string>} folded
 */
const unitsFor = ({ groupOf, regions, units }, folded) => {
  /** @type {Map<string, Unit>} */
  const found = new Map();
  for (const [id, unit] of units) {
    const region = regions.get(groupOf.get(id) ?? "");
    if (!region || !folded.has(region.id)) found.set(id, { ...unit, children: [], parent: null, depth: 0 });
    else if (!found.has(boxOf(region.id))) found.set(boxOf(region.id), standIn(region));
  }
  return found;
};

/**
 * The links between what is left: those of one style between the same two, once.
 * @param {Link[]} links
 * @param {(unit: string) => string} at
 */
const linksBetween = (links, at) => {
  /** @type {Map<string, Link>} */
  const found = new Map();
  /** @type {Map<number, number[]>} */
  const merged = new Map();
  for (const link of links) {
    const start = at(link.start), end = at(link.end);
    if (start === end) continue;
    const isWhole = start === link.start && end === link.end;
    const key = isWhole ? String(link.number) : `${start}>${end}>${link.style}`, first = found.get(key);
    if (!first) found.set(key, { ...link, start, end });
    else merged.set(first.number, [...(merged.get(first.number) ?? [first.number]), link.number]);
  }
  return { links: [...found.values()], merged };
};

/**
 * The graph with a box for each folded group.
 * @param {Graph} graph
 * @param {Set<string>} folded
 * @returns {Graph}
 */
export const withBoxes = (graph, folded) => {
  if (![...graph.regions.keys()].some((id) => folded.has(id))) return graph;
  /** @param {string} unit */
  const at = (unit) => {
    const group = graph.groupOf.get(unit);
    return group !== undefined && folded.has(group) ? boxOf(group) : unit;
  };
  const units = unitsFor(graph, folded), { links, merged } = linksBetween(graph.links, at);
  const unitOf = new Map([...graph.unitOf].map(([id, unit]) => [id, at(unit)]));
  for (const group of graph.regions.keys()) if (folded.has(group)) unitOf.set(group, boxOf(group));
  const ends = [...new Set(graph.ends.map(at))];
  const roots = growForest(units, links, ends, new Set([...graph.opening].map(at)));
  return { ...graph, units, unitOf, links, merged, ends, roots, sizes: countBelow(units, roots) };
};

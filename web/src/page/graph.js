// The graph of the map: elements (what the argument says) and units (what is placed: an element, or a block of linked
// premises). A unit's children are what leads to it, in a forest that grows from the conclusions.
import { addTo, known } from "../common/collections.js";

/** @import { Graph, Link, LinkRow, MapElement, PageData, Unit, UnitRow } from "../types" */

/** @param {UnitRow[]} rows */
const readUnits = (rows) => {
  /** @type {Map<string, Unit>} */
  const units = new Map();
  /** @type {Map<string, string>} */
  const unitOf = new Map();
  for (const [id, width, height, x, y, members] of rows) {
    units.set(id, { id, width, height, x, y, members, children: [], parent: null, depth: 0 });
    for (const [member] of members) unitOf.set(member, id);
  }
  return { units, unitOf };
};

/**
 * @param {LinkRow[]} rows
 * @returns {Link[]}
 */
const readLinks = (rows) =>
  rows.map(([start, end, style, target, width, marker], number) =>
    ({ number, start, end, style, target, width, marker }));

/**
 * Whether a link only ties a note (a caution, a dispute) to what it is about.
 * @param {{ style: string }} link
 */
export const isNote = ({ style }) => style === "note" || style === "dispute";

/** @param {Map<string, MapElement>} elements */
const findOnward = (elements) => {
  /** @type {Map<string, string[]>} */
  const onward = new Map();
  for (const [id, { from = [], against = [] }] of elements) {
    for (const start of [...from, ...against]) if (elements.has(start)) addTo(onward, start, id);
  }
  return onward;
};

/** @param {Link[]} links */
const findNotes = (links) => {
  /** @type {Map<string, string[]>} */
  const notesOn = new Map();
  for (const link of links) if (isNote(link)) addTo(notesOn, link.start, link.target);
  return notesOn;
};

/**
 * Link the units to a forest, breadth first, from the conclusions; then from what leads nowhere, then from what is left
 * (a circle).
 * @param {Map<string, Unit>} units
 * @param {Link[]} links
 * @param {(string | undefined)[]} conclusions
 */
const growForest = (units, links, conclusions) => {
  /** @type {Map<string, string[]>} */
  const into = new Map();
  for (const { start, end } of links) addTo(into, end, start);
  const starts = new Set(links.map(({ start }) => start));
  const ends = [...units.keys()].filter((id) => !starts.has(id));
  /** @type {string[]} */
  const roots = [];
  const seen = new Set();
  for (const seed of [...conclusions, ...ends, ...units.keys()]) {
    if (seed === undefined || seen.has(seed)) continue;
    seen.add(seed);
    roots.push(seed);
    const queue = [seed];
    for (const id of queue) {
      const parent = known(units, id);
      for (const child of into.get(id) ?? []) {
        if (seen.has(child)) continue;
        seen.add(child);
        Object.assign(known(units, child), { parent: id, depth: parent.depth + 1 });
        parent.children.push(child);
        queue.push(child);
      }
    }
  }
  return roots;
};

/**
 * @param {Map<string, Unit>} units
 * @param {string[]} roots
 */
const countBelow = (units, roots) => {
  /** @type {Map<string, number>} */
  const sizes = new Map();
  const order = [...roots];
  for (const id of order) order.push(...known(units, id).children);
  for (const id of order.reverse()) {
    let size = 0;
    for (const child of known(units, id).children) size += known(sizes, child) + known(units, child).members.length;
    sizes.set(id, size);
  }
  return sizes;
};

/**
 * @param {Pick<PageData, "elements" | "units" | "links" | "roots" | "direction">} data
 * @returns {Graph}
 */
export const buildGraph = (data) => {
  const elements = new Map(Object.entries(data.elements));
  const { units, unitOf } = readUnits(data.units);
  const links = readLinks(data.links);
  const roots = growForest(units, links, data.roots.map((id) => unitOf.get(id)));
  return {
    elements, units, unitOf, links, roots,
    sizes: countBelow(units, roots),
    onward: findOnward(elements),
    notesOn: findNotes(links),
    direction: data.direction,
  };
};

/**
 * The unit that an element is in.
 * @param {Graph} graph
 * @param {string} id
 */
export const unitWith = (graph, id) => known(graph.units, known(graph.unitOf, id));

/**
 * The elements in a unit.
 * @param {Unit} unit
 */
export const membersOf = (unit) => unit.members.map(([id]) => id);

// The graph of the map: elements (what the argument says) and units (what is placed: an element, or a block of linked
// premises). A unit's children are what leads to it, in a forest that grows from the conclusions.
import { addTo, known } from "../common/collections.js";

/** @import { Graph, Link, LinkRow, MapElement, PageData, Region, RegionRow, Unit, UnitRow } from "../types" */

/** @param {UnitRow[]} rows */
const readUnits = (rows) => {
  /** @type {Map<string, Unit>} */
  const units = new Map();
  /** @type {Map<string, string>} */
  const unitOf = new Map();
  for (const [id, width, height, x, y, members] of rows) {
    const holds = members.map(([member]) => member);
    units.set(id, { id, width, height, x, y, members, holds, children: [], parent: null, depth: 0 });
    for (const [member] of members) unitOf.set(member, id);
  }
  return { units, unitOf };
};

/**
 * @param {LinkRow[]} rows
 * @returns {Link[]}
 */
const readLinks = (rows) =>
  rows.map(([start, end, style, target, width, ending = ""], number) =>
    ({ number, start, end, style, target, width, ending }));

/**
 * @param {RegionRow[]} rows
 * @param {Map<string, Unit>} units
 */
const readRegions = (rows, units) => {
  /** @type {Map<string, Region>} */
  const regions = new Map();
  /** @type {Map<string, string>} */
  const groupOf = new Map();
  for (const [id, [width, height, lines, isRtl], inside, frames, [wide, tall, markup]] of rows) {
    const holds = inside.flatMap((unit) => known(units, unit).holds), box = { width: wide, height: tall, markup };
    regions.set(id, { id, width, height, lines, isRtl: Boolean(isRtl), units: inside, holds, frames, box });
    for (const unit of inside) groupOf.set(unit, id);
  }
  return { regions, groupOf };
};

const NOTES = new Set(["note", "dispute", "context"]);

/**
 * Whether a link only ties a note (a caution, a dispute, a remark) to what it is about.
 * @param {{ style: string }} link
 */
export const isNote = ({ style }) => NOTES.has(style);

/**
 * Whether a link only says what a note or a rivalry speaks of.
 * @param {{ style: string }} link
 */
const isSpoken = ({ style }) => NOTES.has(style) || style === "rival";

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
  for (const link of links) if (isSpoken(link)) addTo(notesOn, link.start, link.target);
  return notesOn;
};

/**
 * What leads to each unit. A supposition hangs below what rests on it, rather than below what discharges it; members of
 * a rivalry that lead nowhere hang below that.
 * @param {Link[]} links
 * @param {Set<string>} starts what leads somewhere
 */
const leadingInto = (links, starts) => {
  /** @type {Map<string, string[]>} */
  const into = new Map();
  const resting = new Set(links.filter(({ style }) => style !== "discharge").map(({ start }) => start));
  for (const { start, end, style } of links) {
    if (style !== "discharge" || !resting.has(start)) addTo(into, end, start);
    if (style === "rival" && !starts.has(end)) addTo(into, start, end);
  }
  return into;
};

/**
 * Link the units to a forest, breadth first, from the conclusions; then from what leads nowhere, then from what is left
 * (a circle). What the page opens with comes first, so that it can be seen with all else folded.
 * @param {Map<string, Unit>} units
 * @param {Link[]} links
 * @param {string[]} conclusions
 * @param {Set<string>} opening
 */
export const growForest = (units, links, conclusions, opening = new Set()) => {
  const starts = new Set(links.map(({ start }) => start)), into = leadingInto(links, starts);
  const ends = [...units.keys()].filter((id) => !starts.has(id)), seeds = [...conclusions, ...ends, ...units.keys()];
  /** @type {Set<string>} */
  const roots = new Set(), seen = new Set();
  /** @param {(id: string) => boolean} isWanted */
  const grow = (isWanted) => {
    /** @param {string[]} queue */
    const growFrom = (queue) => {
      for (const id of queue) {
        const parent = known(units, id);
        for (const child of into.get(id) ?? []) {
          if (seen.has(child) || !isWanted(child)) continue;
          seen.add(child);
          Object.assign(known(units, child), { parent: id, depth: parent.depth + 1 });
          parent.children.push(child);
          queue.push(child);
        }
      }
    };
    growFrom([...seen]);
    for (const seed of seeds.filter(isWanted)) {
      if (seen.has(seed)) continue;
      seen.add(seed);
      roots.add(seed);
      growFrom([seed]);
    }
  };
  if (opening.size) grow((id) => opening.has(id));
  grow(() => true);
  return seeds.filter((id) => roots.delete(id));
};

/**
 * @param {Map<string, Unit>} units
 * @param {string[]} roots
 */
export const countBelow = (units, roots) => {
  /** @type {Map<string, number>} */
  const sizes = new Map();
  const order = [...roots];
  for (const id of order) order.push(...known(units, id).children);
  for (const id of order.reverse()) {
    let size = 0;
    for (const child of known(units, id).children) size += known(sizes, child) + known(units, child).holds.length;
    sizes.set(id, size);
  }
  return sizes;
};

/**
 * @param {Pick<PageData, "elements" | "units" | "links" | "regions" | "roots" | "direction" | "opening">} data
 * @returns {Graph}
 */
export const buildGraph = (data) => {
  const elements = new Map(Object.entries(data.elements));
  const { units, unitOf } = readUnits(data.units);
  const { regions, groupOf } = readRegions(data.regions, units);
  const links = readLinks(data.links), ends = data.roots.flatMap((id) => unitOf.get(id) ?? []);
  const opening = new Set(data.opening), roots = growForest(units, links, ends, opening);
  return {
    elements, units, unitOf, regions, groupOf, ends, links, roots,
    merged: new Map(),
    opening,
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
export const membersOf = (unit) => unit.holds;

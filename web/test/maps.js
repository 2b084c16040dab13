// Small maps to test with.
import { buildGraph } from "../src/page/graph.js";

/** @import { Direction, Kind, LinkRow, MapElement, RegionRow, UnitRow } from "../src/types" */
/** @typedef {Partial<MapElement>} Element */
/**
 * @typedef {object} Options
 * @property {Record<string, string[]>} [stacks]
 * @property {Record<string, string[]>} [groups] the units in each, which need not be in the map as elements
 * @property {string[]} [roots]
 * @property {string[]} [opening]
 * @property {Direction} [direction]
 */

/**
 * The data of a map: a unit of 100 by 40 for each element, but one for each of the `stacks`, and all links.
 * @param {Record<string, Element>} given
 * @param {Options} options
 */
export const mapData = (given, { stacks = {}, groups = {}, roots = [], opening = [], direction = "right" } = {}) => {
  /** @type {[string, MapElement][]} */
  const rows = Object.entries(given).map(([id, element]) =>
    [id, { kind: /** @type {Kind} */ ("claim"), text: `Text of ${id}.`, facts: [], ...element }]);
  const elements = Object.fromEntries(rows);
  const unitOf = new Map(Object.entries(stacks).flatMap(([unit, ids]) => ids.map((id) => [id, unit])));
  /** @param {string} id */
  const unitWith = (id) => unitOf.get(id) ?? id;
  const single = Object.keys(elements).filter((id) => !unitOf.has(id)).map((id) => [id, [id]]);
  const units = [...single, ...Object.entries(stacks)].map(([id, ids], place) => {
    const members = [...ids].map((member, row) => [member, 6, 40 * row]);
    return /** @type {UnitRow} */ ([id, 100, 40 * members.length, 10 * place, 20 * place, members]);
  });
  const regions = Object.entries(groups).map(([id, inside]) =>
    /** @type {RegionRow} */ ([id, [80, 16, [`Group ${id}`], 0], inside, [[0, 0, 300, 300]], [136, 60, "<g/>"]]));
  const links = Object.entries(elements).flatMap(([id, { from, against, cautions, contests, notes, rivalries }]) => {
    const ends = {
      support: from, attack: against, note: cautions, dispute: contests, context: notes, rival: rivalries,
    };
    return Object.entries(ends).flatMap(([style, starts = []]) =>
      starts.map((start) => /** @type {LinkRow} */ ([unitWith(start), unitWith(id), style, id, 2, "arrow"])));
  });
  return { elements, units, links, regions, roots, opening, direction };
};

/**
 * @param {Record<string, Element>} elements
 * @param {Options} options
 */
export const graphOf = (elements, options = {}) => buildGraph(mapData(elements, options));

/**
 * A conclusion with two steps to it, one of which has a claim below it with a step of its own; an objection to the
 * first premise, a caution on the second, and a dispute of the claim.
 */
export const SAMPLE = /** @type {Record<string, Element>} */ ({
  end: { kind: "conclusion", from: ["step1", "step2"] },
  step1: { kind: "inference", from: ["one", "two"] },
  step2: { kind: "inference", from: ["claim"] },
  claim: { from: ["step3"], contests: ["dispute"] },
  step3: { kind: "inference", from: ["three"] },
  one: { kind: "premise", against: ["objection"] },
  two: { kind: "premise", cautions: ["caution"] },
  three: { kind: "assumption" },
  objection: { kind: "objection" },
  caution: { kind: "caution" },
  dispute: { kind: "contested" },
});

/**
 * The same numbers in [0, 1) for the same seed.
 * @param {number} seed
 */
export const random = (seed) => {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
};

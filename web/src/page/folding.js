// What is folded, and which units are to be seen for it.
import { known } from "../common/collections.js";
import { membersOf } from "./graph.js";
import { isBox } from "./groups.js";

/** @import { Graph, Unit } from "../types" */

/** The most units that are drawn at a time. */
export const MANY = 1500;

const OPEN = 120;

/**
 * The units below nothing folded; or those near the focus, where there is one.
 * @param {Graph} graph
 * @param {Set<string>} folded
 * @param {Set<string> | null} near the elements near the focus
 */
export const unitsToShow = (graph, folded, near) => {
  /** @type {Set<string>} */
  const found = new Set();
  const stack = [...graph.roots].reverse();
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    const unit = known(graph.units, id);
    const isNear = !near || membersOf(unit).some((member) => near.has(member));
    if (isNear && found.size < MANY) found.add(id);
    if (near || !folded.has(id)) stack.push(...[...unit.children].reverse());
  }
  return found;
};

/**
 * What to fold so that nothing below a depth is seen.
 * @param {Iterable<Unit>} units
 * @param {number} depth
 */
export const foldsAt = (units, depth) =>
  [...units].filter((unit) => unit.children.length && unit.depth >= depth && !isBox(unit)).map(({ id }) => id);

/**
 * How deep a large map opens: as many levels as can be taken in, and at least the conclusions.
 * @param {Iterable<Unit>} units
 */
export const openingDepth = (units) => {
  /** @type {number[]} */
  const levels = [];
  for (const { depth } of units) levels[depth] = (levels[depth] ?? 0) + 1;
  let depth = 0, count = levels[0] ?? 0;
  while (depth + 1 < levels.length && count + levels[depth + 1] <= OPEN) count += levels[++depth];
  return Math.max(depth, 1);
};

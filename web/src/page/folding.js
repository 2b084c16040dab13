// What is folded, and which units are to be seen for it.
import { known } from "../common/collections.js";
import { membersOf } from "./graph.js";
import { isBox } from "./groups.js";

/** @import { Graph, Unit } from "../types" */

/** The most units that are drawn at a time. */
export const MANY = 1500;

const OPEN = 120;

/**
 * The units below nothing that is folded or hidden; or those near the focus, where there is one.
 * @param {Graph} graph
 * @param {{ folded: Set<string>, hidden: Set<string> }} state
 * @param {Set<string> | null} near the elements near the focus
 */
export const unitsToShow = (graph, { folded, hidden }, near) => {
  /** @type {Set<string>} */
  const found = new Set();
  const stack = [...graph.roots].reverse();
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    if (!near && hidden.has(id)) continue;
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

/**
 * What is hidden so that a graph opens with what it opens with: all else that hangs below it, or nowhere.
 * @param {Graph} graph
 */
export const hiddenAtFirst = ({ opening, roots, units }) => {
  if (!opening.size) return [];
  const below = [...opening].flatMap((id) => units.get(id)?.children ?? []);
  return [...roots, ...below].filter((id) => !opening.has(id));
};

/**
 * The elements that lead to some others without passing by one that is shown, and are not shown themselves.
 * @param {Graph} graph
 * @param {string[]} starts
 * @param {(id: string) => boolean} isShown
 */
export const leftOutBehind = ({ elements }, starts, isShown) => {
  const found = new Set(), queue = [...starts];
  for (const id of queue) {
    const { from = [], against = [] } = known(elements, id);
    for (const before of [...from, ...against]) {
      if (isShown(before) || found.has(before)) continue;
      found.add(before);
      queue.push(before);
    }
  }
  return found;
};

/**
 * Unfold a unit by a level: the steps to it, whole, and what is said of it; what leads further is hidden.
 * @param {Graph} graph
 * @param {{ folded: Set<string>, hidden: Set<string> }} state
 * @param {string} id
 */
export const unfold = ({ elements, units }, { folded, hidden }, id) => {
  const wasFolded = folded.delete(id);
  const fresh = known(units, id).children.filter((child) => hidden.delete(child) || wasFolded);
  for (const child of fresh) {
    const unit = known(units, child), isStep = elements.get(child)?.kind === "inference";
    for (const below of unit.children) {
      if (!isStep) hidden.add(below);
      else {
        hidden.delete(below);
        for (const further of known(units, below).children) hidden.add(further);
      }
    }
    folded.delete(child);
  }
};

/**
 * The units that are shown below one and have something left out.
 * @param {Graph} graph
 * @param {Set<string>} shown
 * @param {string} id
 * @param {(id: string) => boolean} isFolded
 */
export const foldedBelow = ({ units }, shown, id, isFolded) => {
  const found = [], queue = [id];
  for (const here of queue) {
    if (isFolded(here)) found.push(here);
    queue.push(...(units.get(here)?.children ?? []).filter((child) => shown.has(child)));
  }
  return found;
};

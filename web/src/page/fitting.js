// What fits the filters.

/** @import { MapElement } from "../types" */
/**
 * @typedef {object} Filter
 * @property {Set<string>} kinds of which an element is one
 * @property {string[]} only of which it meets at least one ("weak", "cautions", "contests"), if there are any
 * @property {string[]} concepts of which it uses at least one, if there are any
 * @property {string[]} tags of which it has at least one, if there are any
 * @property {string[]} groups of which it is in one, if there are any
 */

/**
 * @param {string} name
 * @param {MapElement} element
 * @param {boolean} isWeak
 */
const meets = (name, element, isWeak) => {
  if (name === "weak") return isWeak;
  if (name === "cautions") return element.kind === "caution" || Boolean(element.cautions?.length);
  return element.kind === "contested" || Boolean(element.contests?.length);
};

/**
 * @param {Filter} filter
 * @param {string} id
 * @param {MapElement} element
 * @param {{ isWeak: boolean, group: string | undefined }} known
 */
export const fits = ({ kinds, only, concepts, tags, groups }, id, element, { isWeak, group }) =>
  kinds.has(element.kind)
  && (!only.length || only.some((name) => meets(name, element, isWeak)))
  && (!concepts.length || concepts.some((name) => name === id || element.concepts?.includes(name)))
  && (!tags.length || tags.some((name) => element.tags?.includes(name)))
  && (!groups.length || groups.includes(group ?? ""));

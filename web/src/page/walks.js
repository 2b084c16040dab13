// Ways through the argument.
import { known } from "../common/collections.js";

/** @import { Graph, MapElement } from "../types" */
/** @typedef {"on" | "back" | "next" | "before"} Way */

/**
 * What is said about an element: the notes on it, and the rivalries that it is in.
 * @param {MapElement} element
 */
export const notesOf = ({ cautions = [], contests = [], notes = [], rivalries = [] }) =>
  [...cautions, ...contests, ...notes, ...rivalries];

/**
 * @param {Graph} graph
 * @param {string} id
 */
const spokenOfBy = (graph, id) => graph.notesOn.get(graph.unitOf.get(id) ?? "");

/**
 * What an element leads to, up to the conclusions, with itself.
 * @param {Graph} graph
 * @param {string} id
 */
export const towards = (graph, id) => {
  const found = new Set([id]), starts = graph.regions.get(id)?.holds ?? [id];
  const stack = starts.flatMap((start) => [start, ...(spokenOfBy(graph, start) ?? [])]);
  for (let here = stack.pop(); here !== undefined; here = stack.pop()) {
    found.add(here);
    for (const next of graph.onward.get(here) ?? []) if (!found.has(next)) stack.push(next);
  }
  return found;
};

/**
 * How many steps elements are from the nearest of `starts`, as far as `most`; an inference is passed, not counted, and
 * rivals are a step apart.
 * @param {Graph} graph
 * @param {string[]} starts
 * @param {number} most
 */
const distances = (graph, starts, most) => {
  const distance = new Map(starts.map((id) => [id, 0]));
  const queue = [...starts];
  for (const here of queue) {
    const { from = [], against = [], rivalries = [] } = known(graph.elements, here);
    const rivals = rivalries.flatMap((id) => spokenOfBy(graph, id) ?? []);
    for (const next of [...from, ...against, ...(graph.onward.get(here) ?? []), ...rivals]) {
      const reached = known(distance, here) + (known(graph.elements, next).kind === "inference" ? 0 : 1);
      if (reached > most || reached >= (distance.get(next) ?? Infinity)) continue;
      distance.set(next, reached);
      queue.push(next);
    }
  }
  return distance;
};

/**
 * What lies within so many steps of an element, with the notes on it.
 * @param {Graph} graph
 * @param {string} id
 * @param {number} steps
 */
export const around = (graph, id, steps) => {
  const { from, against } = known(graph.elements, id);
  const isLinked = from || against || graph.onward.has(id);
  const starts = graph.regions.get(id)?.holds ?? (isLinked ? [id] : spokenOfBy(graph, id) ?? [id]);
  const kept = new Set([id, ...distances(graph, starts, steps).keys()]);
  for (const near of [...kept]) for (const note of notesOf(known(graph.elements, near))) kept.add(note);
  return kept;
};

/**
 * What leads to an element, and the notes on it.
 * @param {Graph} graph
 * @param {string} id
 */
const leadingTo = (graph, id) => {
  const starts = [...graph.elements.keys()].filter((start) => graph.onward.get(start)?.includes(id));
  return [...starts, ...notesOf(known(graph.elements, id))];
};

/**
 * The next element along the argument: on towards the conclusion, back from it, or beside. `isThere` says what can be
 * reached, `roots` are the conclusions.
 * @param {Graph} graph
 * @param {string} id
 * @param {Way} way
 * @param {{ isThere: (id: string) => boolean, roots: string[] }} where
 */
export const nextAlong = (graph, id, way, { isThere, roots }) => {
  if (way === "back") return leadingTo(graph, id).find(isThere);
  const noted = [...graph.elements].filter(([, element]) => notesOf(element).includes(id)).map(([name]) => name);
  const parent = [...(graph.onward.get(id) ?? []), ...noted].find(isThere);
  if (way === "on") return parent;
  const beside = (parent === undefined ? roots : leadingTo(graph, parent)).filter(isThere);
  return beside[(beside.indexOf(id) + (way === "next" ? 1 : -1) + beside.length) % beside.length];
};

// The steps of a presentation, each a list of elements that appear together: a statement; or a step of reasoning with
// what it starts from.
import { addTo, known } from "../common/collections.js";
import { notesOf } from "./walks.js";

/** @import { Graph, PageData } from "../types" */

/**
 * The map's own order, a group with what of it is not named itself; what the order leaves out comes last, together.
 * @param {Graph} graph
 * @param {string[]} order
 */
const ordered = (graph, order) => {
  const { regions, unitOf } = graph, told = new Set(order.filter((id) => unitOf.has(id)));
  const steps = order.filter((id) => unitOf.has(id) || regions.has(id)).map((id) => {
    const held = (regions.get(id)?.holds ?? []).filter((member) => !told.has(member));
    for (const member of held) told.add(member);
    return [id, ...held];
  });
  const rest = [...unitOf.keys()].filter((id) => !told.has(id));
  return rest.length ? [...steps, rest] : steps;
};

/**
 * From each root down: the notes on it, then each step that leads to it.
 * @param {Graph} graph
 * @param {string[]} roots
 */
const fromRoots = (graph, roots) => {
  /** @type {string[][]} */
  const steps = [];
  const told = new Set();
  /** @type {Map<string, string[]>} */
  const leading = new Map();
  for (const [id, ends] of graph.onward) for (const end of ends) addTo(leading, end, id);
  /** @param {string[]} ids */
  const tell = (ids) => {
    const fresh = ids.filter((id) => graph.unitOf.has(id) && !told.has(id));
    for (const id of fresh) told.add(id);
    if (fresh.length) steps.push(fresh);
  };
  // A rivalry waits for all of its members.
  /** @param {string} id */
  const isReady = (id) => graph.elements.get(id)?.kind !== "rivalry"
    || (graph.notesOn.get(id) ?? []).every((member) => told.has(member));
  /** @param {string} id */
  const startsOf = (id) => known(graph.elements, id).from ?? [];
  const stack = [...roots].reverse();
  for (let here = stack.pop(); here !== undefined; here = stack.pop()) {
    tell([here]);
    tell(notesOf(known(graph.elements, here)).filter(isReady));
    const into = (leading.get(here) ?? []).filter((id) => !told.has(id));
    for (const id of into) tell([id, ...startsOf(id)]);
    for (const id of into.reverse()) stack.push(...[...startsOf(id)].reverse(), id);
  }
  tell([...graph.unitOf.keys()]);
  return steps;
};

/**
 * In the map's own order, else from the conclusion or from the premises.
 * @param {Graph} graph
 * @param {Pick<PageData, "order" | "first" | "roots">} presentation
 */
export const presentationSteps = (graph, { order, first, roots }) => {
  if (order.length) return ordered(graph, order);
  const steps = fromRoots(graph, roots);
  return first === "premises" ? steps.reverse() : steps;
};

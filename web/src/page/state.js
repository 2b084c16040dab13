// All that changes while the page is open; nothing else keeps state of its own.

/** @import { Graph, PageState } from "../types" */

/**
 * @param {Graph} graph
 * @returns {PageState}
 */
export const createState = (graph) => ({
  chosen: "",
  current: "",
  lit: "",
  grades: new Map(),
  ranks: new Map(),
  folded: new Set(),
  hidden: new Set(),
  focus: null,
  shown: new Set(),
  places: new Map(),
  drawn: graph,
  frames: new Map(),
  isRearranged: false,
  found: [],
  foundAt: -1,
  steps: [],
  stepAt: 0,
  isPresenting: false,
  isReading: false,
  showsWeak: true,
  viewpoint: { x: 0, y: 0, k: 1 },
  frame: 0,
  beforePrint: null,
});

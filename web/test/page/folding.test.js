import assert from "node:assert/strict";
import test from "node:test";
import { MANY, foldsAt, hiddenAtFirst, leftOutBehind, openingDepth, unitsToShow } from "../../src/page/folding.js";
import { SAMPLE, graphOf } from "../maps.js";

const graph = graphOf(SAMPLE, { roots: ["end"] });
const units = [...graph.units.values()];

/**
 * @param {string[]} folded
 * @param {string[]} hidden
 */
const folds = (folded = [], hidden = []) => ({ folded: new Set(folded), hidden: new Set(hidden) });

test("all is shown, in the order of the forest", () => {
  assert.deepEqual([...unitsToShow(graph, folds(), null)],
    ["end", "step1", "one", "objection", "two", "caution", "step2", "claim", "step3", "three", "dispute"]);
});

test("nothing below a fold is shown", () => {
  assert.deepEqual([...unitsToShow(graph, folds(["step1", "claim"]), null)], ["end", "step1", "step2", "claim"]);
});

test("near a focus, folds do not count", () => {
  assert.deepEqual([...unitsToShow(graph, folds(["end"]), new Set(["claim", "three"]))], ["claim", "three"]);
});

test("a block is shown for any of its elements", () => {
  const stacked = graphOf(SAMPLE, { roots: ["end"], stacks: { "stack step1": ["one", "two"] } });
  assert.deepEqual([...unitsToShow(stacked, folds(), new Set(["two"]))], ["stack step1"]);
});

test("no more are shown than can be drawn", () => {
  const leaves = Object.fromEntries(Array.from({ length: MANY + 10 }, (_, number) => [`leaf${number}`, {}]));
  const wide = graphOf({ end: { from: Object.keys(leaves) }, ...leaves }, { roots: ["end"] });
  assert.equal(unitsToShow(wide, folds(), null).size, MANY);
});

test("folds below a depth are of what has something below it", () => {
  assert.deepEqual(foldsAt(units, 2), ["claim", "step3", "one", "two"]);
  assert.deepEqual(foldsAt(units, 4), []);
});

test("a large map opens with as many levels as can be taken in", () => {
  /** @param {number[]} levels */
  const opened = (levels) => {
    const made = levels.flatMap((count, depth) => Array.from({ length: count }, () => ({ ...units[0], depth })));
    return openingDepth(made);
  };
  assert.equal(opened([1, 20, 99, 5]), 2);
  assert.equal(opened([1, 20, 100, 5]), 1);
  assert.equal(opened([1, 500]), 1);
  assert.equal(opened([1, 2, 3]), 2);
  assert.equal(opened([]), 1);
});

test("each root in its turn", () => {
  const two = graphOf({ first: { from: ["base"] }, second: {}, base: {} }, { roots: ["first", "second"] });
  assert.deepEqual([...unitsToShow(two, folds(), null)], ["first", "base", "second"]);
});

test("what the page opens with hides all else, which can be shown a step at a time", () => {
  const opening = ["end", "step2", "claim"], graph = graphOf(SAMPLE, { opening });
  const hidden = hiddenAtFirst(graph);
  assert.deepEqual([...unitsToShow(graph, folds([], hidden), null)], opening);
  const left = [...leftOutBehind(graph, ["end"], (id) => opening.includes(id))];
  assert.deepEqual(left, ["step1", "one", "two", "objection"]);
  assert.ok(unitsToShow(graph, folds([], hidden.filter((id) => id !== "step1")), null).has("one"));
  assert.deepEqual(hiddenAtFirst(graphOf(SAMPLE)), []);
});

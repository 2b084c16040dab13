import assert from "node:assert/strict";
import test from "node:test";
import { buildGraph } from "../../src/page/graph.js";
import { presentationSteps } from "../../src/page/steps.js";
import { SAMPLE, graphOf, mapData } from "../maps.js";

/** @import { PageData } from "../../src/types" */

const graph = graphOf(SAMPLE, { roots: ["end"] });

/** @param {Partial<PageData>} presentation */
const steps = (presentation) =>
  presentationSteps(graph, { order: [], first: "conclusion", roots: ["end"], ...presentation });

const DOWN = [
  ["end"], ["step1", "one", "two"], ["step2", "claim"], ["objection"], ["caution"], ["dispute"], ["step3", "three"],
];

test("from the conclusion down, each step with what it starts from", () => {
  assert.deepEqual(steps({}), DOWN);
});

test("or from the premises, the other way round", () => {
  assert.deepEqual(steps({ first: "premises" }), [...DOWN].reverse());
});

test("every element appears once, and what hangs on nothing comes last", () => {
  const apart = graphOf({ ...SAMPLE, apart: {}, alone: {} });
  const found = presentationSteps(apart, { order: [], first: "conclusion", roots: ["end"] });
  assert.deepEqual(found.at(-1), ["apart", "alone"]);
  assert.deepEqual(found.flat().sort(), [...apart.elements.keys()].sort());
});

test("each conclusion in its turn; what was told is not told again", () => {
  const shared = graphOf({ first: { from: ["step"] }, second: { from: ["step"] }, step: { from: ["base"] }, base: {} });
  const found = presentationSteps(shared, { order: [], first: "conclusion", roots: ["first", "second"] });
  assert.deepEqual(found, [["first"], ["step", "base"], ["second"]]);
});

test("in the map's own order, and then the rest at once", () => {
  const order = ["three", "gone", "end"];
  const rest = [...graph.elements.keys()].filter((id) => !order.includes(id));
  assert.deepEqual(steps({ order, first: "premises" }), [["three"], ["end"], rest]);
  assert.deepEqual(steps({ order: [...graph.elements.keys()] }).length, graph.elements.size);
});

test("a circle ends", () => {
  const circle = graphOf({ day: { from: ["night"] }, night: { from: ["day"] } });
  const found = presentationSteps(circle, { order: [], first: "conclusion", roots: ["day"] });
  assert.deepEqual(found, [["day"], ["night"]]);
});

test("a group in the map's own order comes with what of it is not named itself", () => {
  const grouped = graphOf(SAMPLE, { roots: ["end"], groups: { first: ["one", "two", "step1"] } });
  const found = presentationSteps(grouped, { order: ["two", "first"], first: "conclusion", roots: ["end"] });
  assert.deepEqual(found.slice(0, 2), [["two"], ["first", "one", "step1"]]);
  assert.equal(found.flat().length, Object.keys(SAMPLE).length + 1);
});

test("a rivalry waits for its members, and a remark does not", () => {
  const rivals = graphOf({
    end: { from: ["step"], notes: ["remark"] }, step: { kind: "inference", from: ["one", "claim"] },
    one: { rivalries: ["rivals"] }, claim: { from: ["low"] }, low: { kind: "inference", from: ["two"] },
    two: { rivalries: ["rivals"] }, rivals: { kind: "rivalry" }, remark: { kind: "note" },
  }, { roots: ["end"] });
  const found = presentationSteps(rivals, { order: [], first: "conclusion", roots: ["end"] });
  assert.deepEqual(found, [["end"], ["remark"], ["step", "one", "claim"], ["low", "two"], ["rivals"]]);
});

test("what has no place in the picture is no step", () => {
  const data = mapData({ end: {} }), whole = buildGraph({
    ...data, elements: { ...data.elements, book: { kind: "source", text: "A book", facts: [] } },
  });
  assert.deepEqual(presentationSteps(whole, { order: [], first: "conclusion", roots: ["end"] }), [["end"]]);
  assert.deepEqual(presentationSteps(whole, { order: ["book"], first: "conclusion", roots: ["end"] }), [["end"]]);
});

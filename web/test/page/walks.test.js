import assert from "node:assert/strict";
import test from "node:test";
import { around, nextAlong, notesOf, towards } from "../../src/page/walks.js";
import { SAMPLE, graphOf } from "../maps.js";

const graph = graphOf(SAMPLE, { roots: ["end"] });
const where = { isThere: () => true, roots: ["end"] };

/** @param {Iterable<string>} ids */
const sorted = (ids) => [...ids].sort();

test("towards: up to the conclusion, with itself", () => {
  assert.deepEqual(sorted(towards(graph, "three")), ["claim", "end", "step2", "step3", "three"]);
  assert.deepEqual(sorted(towards(graph, "end")), ["end"]);
  assert.deepEqual(sorted(towards(graph, "objection")), ["end", "objection", "one", "step1"]);
});

test("towards: a note goes by way of what it is on", () => {
  assert.deepEqual(sorted(towards(graph, "caution")), ["caution", "end", "step1", "two"]);
});

test("towards: a circle ends", () => {
  const circle = graphOf({ day: { from: ["night"] }, night: { from: ["day"] } });
  assert.deepEqual(sorted(towards(circle, "day")), ["day", "night"]);
});

test("around: inferences are passed, not counted; notes come along", () => {
  assert.deepEqual(sorted(around(graph, "claim", 1)),
    ["claim", "dispute", "end", "step1", "step2", "step3", "three"]);
  assert.deepEqual(sorted(around(graph, "end", 1)),
    ["caution", "claim", "dispute", "end", "one", "step1", "step2", "step3", "two"]);
});

test("around: no steps at all reach only inferences", () => {
  assert.deepEqual(sorted(around(graph, "three", 0)), ["step3", "three"]);
});

test("around: a note starts from what it is on", () => {
  assert.deepEqual(sorted(around(graph, "dispute", 0)), ["claim", "dispute", "step2", "step3"]);
});

test("around: an element that bears on nothing is alone", () => {
  assert.deepEqual(sorted(around(graphOf({ alone: {}, apart: {} }), "alone", 3)), ["alone"]);
});

test("around: a shorter way that is found later counts", () => {
  const ring = graphOf({
    start: { from: ["goal", "short"] }, short: { kind: "inference", from: ["shorter"] },
    shorter: { kind: "inference", from: ["goal"] }, goal: { kind: "inference", from: ["beyond"] }, beyond: {},
  });
  assert.ok(around(ring, "start", 1).has("beyond"));
  const long = graphOf({
    start: { from: ["far", "near"] }, far: { from: ["farther"] }, farther: { from: ["goal"] },
    near: { kind: "inference", from: ["nearer"] }, nearer: { from: ["goal"] }, goal: { from: ["beyond"] }, beyond: {},
  });
  assert.ok(around(long, "start", 3).has("beyond"));
  assert.ok(!around(long, "start", 2).has("beyond"));
});

test("around: what only bears on something, or is only borne on, starts from itself", () => {
  const pair = graphOf({ end: { from: ["base"] }, base: {}, doubted: { against: ["doubt"] }, doubt: {} });
  for (const id of ["end", "base"]) assert.deepEqual(sorted(around(pair, id, 1)), ["base", "end"]);
  for (const id of ["doubt", "doubted"]) assert.deepEqual(sorted(around(pair, id, 1)), ["doubt", "doubted"]);
});

test("around: a caution that is spoken of itself is no mere note", () => {
  const graph = graphOf({
    end: { cautions: ["caution"] }, caution: { kind: "caution", against: ["reply"] }, reply: {},
    top: { cautions: ["remark"] }, remark: { kind: "caution", from: ["ground"] }, ground: {},
  });
  assert.deepEqual(sorted(around(graph, "caution", 0)), ["caution"]);
  assert.deepEqual(sorted(around(graph, "remark", 0)), ["remark"]);
});

test("notes are cautions, then disputes, remarks and rivalries", () => {
  assert.deepEqual(notesOf({
    kind: "claim", text: "", facts: [], rivalries: ["r"], notes: ["n"], contests: ["d"], cautions: ["c"],
  }), ["c", "d", "n", "r"]);
});

test("keys: on and back along the argument", () => {
  assert.equal(nextAlong(graph, "one", "on", where), "step1");
  assert.equal(nextAlong(graph, "step1", "on", where), "end");
  assert.equal(nextAlong(graph, "end", "on", where), undefined);
  assert.equal(nextAlong(graph, "end", "back", where), "step1");
  assert.equal(nextAlong(graph, "three", "back", where), undefined);
});

test("keys: notes are reached from what they are on, and lead there", () => {
  assert.equal(nextAlong(graph, "two", "back", where), "caution");
  assert.equal(nextAlong(graph, "caution", "on", where), "two");
});

test("keys: beside, round and round, with the notes last", () => {
  assert.equal(nextAlong(graph, "one", "next", where), "two");
  assert.equal(nextAlong(graph, "two", "next", where), "one");
  assert.equal(nextAlong(graph, "one", "before", where), "two");
  assert.equal(nextAlong(graph, "step3", "next", where), "dispute");
});

test("keys: conclusions stand beside one another", () => {
  const two = { isThere: () => true, roots: ["end", "claim"] };
  assert.equal(nextAlong(graph, "end", "next", two), "claim");
  assert.equal(nextAlong(graph, "end", "before", two), "claim");
});

test("keys: what is not there is passed over", () => {
  const hidden = { isThere: (/** @type {string} */ id) => id !== "step1" && id !== "two", roots: ["end"] };
  assert.equal(nextAlong(graph, "end", "back", hidden), "step2");
  assert.equal(nextAlong(graph, "one", "next", hidden), "end");
  assert.equal(nextAlong(graph, "end", "next", { isThere: () => false, roots: ["end"] }), undefined);
});

test("keys: three beside one another", () => {
  const three = graphOf({ end: { from: ["first", "second", "third"] }, first: {}, second: {}, third: {} });
  assert.equal(nextAlong(three, "first", "next", where), "second");
  assert.equal(nextAlong(three, "first", "before", where), "third");
  assert.equal(nextAlong(three, "third", "next", where), "first");
});

const RIVALS = graphOf({
  end: { from: ["step"], notes: ["remark"] }, step: { kind: "inference", from: ["one"] },
  one: { rivalries: ["rivals"] },
  two: { rivalries: ["rivals"], from: ["low"] }, low: { kind: "inference", from: ["ground"] }, ground: {},
  rivals: { kind: "rivalry" }, remark: { kind: "note" },
}, { roots: ["end"], groups: { group: ["two", "low", "ground"] } });
RIVALS.elements.set("group", { kind: "group", text: "A group", facts: [] });

test("rivals: a rivalry goes by way of all its members, a remark by what it is on", () => {
  assert.deepEqual(sorted(towards(RIVALS, "rivals")), ["end", "one", "rivals", "step", "two"]);
  assert.deepEqual(sorted(towards(RIVALS, "remark")), ["end", "remark"]);
});

test("rivals are a step apart, and come with their rivalry", () => {
  assert.deepEqual(sorted(around(RIVALS, "one", 1)), ["end", "low", "one", "remark", "rivals", "step", "two"]);
  assert.deepEqual(sorted(around(RIVALS, "rivals", 0)), ["low", "one", "rivals", "step", "two"]);
});

test("a group goes by way of all that it holds", () => {
  assert.deepEqual(sorted(towards(RIVALS, "group")), ["ground", "group", "low", "two"]);
  assert.deepEqual(sorted(around(RIVALS, "group", 0)), ["ground", "group", "low", "rivals", "two"]);
});

test("what leads nowhere but is in a rivalry hangs below it", () => {
  assert.deepEqual(RIVALS.roots, ["end"]);
  assert.equal(RIVALS.units.get("two")?.parent, "rivals");
  assert.equal(RIVALS.units.get("one")?.parent, "step");
});

import assert from "node:assert/strict";
import test from "node:test";
import { credit, judge } from "../../src/exercise/judge.js";
import { LINKS, exerciseOf, item, itemsWith } from "../exercises.js";

/** @import { Answer, ExerciseData } from "../../src/types" */

/**
 * Points, questions, how many are right, and the ids of what is right.
 * @param {Partial<ExerciseData>} data
 * @param {Record<string, Answer | boolean>} answers
 */
const judged = (data, answers = {}) => {
  const { points, questions, right, verdicts } = judge(exerciseOf(data, answers));
  return [points, questions, right, [...verdicts].filter(([, isRight]) => isRight).map(([id]) => id)];
};

test("one answer must be the right one; of several, the share counts", () => {
  assert.equal(credit("text", "A", "A"), 1);
  assert.equal(credit("text", "A", "B"), 0);
  assert.equal(credit("text", "A", undefined), 0);
  assert.equal(credit("text", "A", ""), 0);
  assert.equal(credit("from", ["a", "b"], ["b", "a"]), 1);
  assert.equal(credit("from", ["a", "b"], ["b"]), 0.5);
  assert.equal(credit("from", ["a"], ["b", "a", "c"]), 1 / 3);
  assert.equal(credit("from", ["a", "b"], []), 0);
  assert.equal(credit("table", "premises", "assumptions"), 0.5);
  assert.equal(credit("table", "claims", "assumptions"), 0);
  assert.equal(credit("scheme", "premises", "assumptions"), 0);
});

test("every question is worth a point", () => {
  assert.deepEqual(judged({ elements: LINKS }), [0, 2, 0, []]);
  assert.deepEqual(judged({ elements: LINKS }, { "i2 from": ["s4"], "i2 to": "s1" }), [1.5, 2, 1, []]);
  assert.deepEqual(judged({ elements: LINKS }, { "i2 from": ["s4", "s3"], "i2 to": "s1" }), [2, 2, 2, ["i2"]]);
});

const GAPS = itemsWith({
  s3: { told: {}, asks: ["text"], answers: { text: "Sleep helps." } },
  s4: { told: {}, asks: ["text"], answers: { text: "Help is wanted." } },
});
const SWAPPED = { "s3 text": "Help is wanted.", "s4 text": "Sleep helps." };

test("slots of a class may be exchanged", () => {
  assert.deepEqual(judged({ elements: GAPS }, SWAPPED), [0, 2, 0, []]);
  assert.deepEqual(judged({ elements: GAPS, classes: [["s3", "s4"]] }, SWAPPED), [2, 2, 2, ["s3", "s4"]]);
  assert.deepEqual(judged({ elements: GAPS, classes: [["s3", "s4"]] }, { "s4 text": "Sleep helps." }),
    [1, 2, 1, ["s4"]]);
});

test("a turn exchanges slots together, and what answers refer to", () => {
  const turns = [{ s3: "s4", s4: "s3" }];
  assert.deepEqual(judged({ elements: GAPS, turns }, SWAPPED), [2, 2, 2, ["s4", "s3"]]);
  const steps = [
    item("s1", "", { told: { text: "A." } }), item("s2", "", { told: { text: "B." } }),
    item("i3", "inferences", { asks: ["to"], answers: { to: "s1" } }),
    item("i4", "inferences", { asks: ["to"], answers: { to: "s2" } }),
    item("i5", "objections", { told: { text: "No." }, asks: ["against"], answers: { against: "i3" } }),
  ];
  const data = { elements: steps, turns: [{ i3: "i4", i4: "i3" }] };
  assert.deepEqual(judged(data, { "i3 to": "s2", "i4 to": "s1", "i5 against": "i4" })[0], 3);
  assert.deepEqual(judged(data, { "i3 to": "s2", "i4 to": "s1", "i5 against": "i3" })[0], 2);
});

test("of weak links, each too many takes a point", () => {
  /** @type {Partial<ExerciseData>} */
  const weak = {
    what: "find-weak", count: 2, weak: [{ members: ["i2"], need: 1 }, { members: ["s3", "s4"], need: 1 }],
    elements: itemsWith({}),
  };
  assert.deepEqual(judged(weak), [0, 2, 0, []]);
  assert.deepEqual(judged(weak, { "i2 weak": true, "s4 weak": true, "s1 weak": false }), [2, 2, 2, ["i2", "s4"]]);
  assert.deepEqual(judged(weak, { "s3 weak": true, "s4 weak": true }), [1, 2, 1, ["s3"]]);
  assert.deepEqual(judged(weak, { "i2 weak": true, "s4 weak": true, "s1 weak": true })[0], 1);
  const all = Object.fromEntries(["s1", "i2", "s3", "s4", "i5"].map((id) => [`${id} weak`, true]));
  assert.deepEqual(judged(weak, all)[0], 0);
});

test("of an order, each pair counts, and an order that nobody touched counts nothing", () => {
  /** @type {Partial<ExerciseData>} */
  const data = {
    what: "order", before: [["s1", "s3"], ["s1", "s4"]],
    elements: itemsWith({}).filter(({ isStatement }) => isStatement),
  };
  const exercise = exerciseOf(data);
  assert.equal(judge(exercise).points, 0);
  exercise.state.isOrdered = true;
  assert.equal(judge(exercise).points, 2);
  exercise.state.order = ["s3", "s1", "s4"];
  const { points, verdicts } = judge(exercise);
  assert.deepEqual([points, [...verdicts]], [1, [["s3", false], ["s1", false], ["s4", true]]]);
});

test("an exam has nothing to judge by", () => {
  const elements = itemsWith({ s3: { told: {}, asks: ["text"] } });
  assert.deepEqual(judged({ elements }, { "s3 text": "x" }), [0, 0, 0, []]);
  assert.deepEqual(judged({ what: "find-weak", count: 2 }, { "i2 weak": true }), [0, 2, 0, []]);
});

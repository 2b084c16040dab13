import assert from "node:assert/strict";
import test from "node:test";
import { countOpen, hint, open, questions, score } from "../../src/exercise/checks.js";
import { judge } from "../../src/exercise/judge.js";
import { LINKS, exerciseOf, itemsWith } from "../exercises.js";

/** @import { ExerciseData } from "../../src/types" */

const WEAK = /** @type {Partial<ExerciseData>} */ ({
  what: "find-weak", count: 2, weak: [{ members: ["i2"], need: 1 }, { members: ["s4"], need: 1 }],
  elements: itemsWith({ i2: { asks: ["weak"] }, s3: { asks: ["weak"] }, s4: { asks: ["weak"] } }),
});
const ORDER = /** @type {Partial<ExerciseData>} */ ({
  what: "order", order: ["s1", "s3", "s4"], before: [["s1", "s3"], ["s1", "s4"]],
  elements: itemsWith({}).filter(({ isStatement }) => isStatement),
});

test("questions are all that is asked; boxes to tick are one question together", () => {
  assert.deepEqual(questions(exerciseOf({ elements: LINKS })), [{ id: "i2", key: "from" }, { id: "i2", key: "to" }]);
  assert.deepEqual(questions(exerciseOf(WEAK)), []);
});

test("what is not answered is open", () => {
  assert.equal(countOpen(exerciseOf({ elements: LINKS })), 2);
  assert.equal(countOpen(exerciseOf({ elements: LINKS }, { "i2 from": [], "i2 to": "" })), 2);
  const half = exerciseOf({ elements: LINKS }, { "i2 from": ["s1"], "i2 to": "" });
  assert.deepEqual(open(half), [{ id: "i2", key: "to" }]);
  assert.equal(countOpen(exerciseOf(WEAK)), 2);
  assert.equal(countOpen(exerciseOf(WEAK, { "i2 weak": true, "s3 weak": true, "s4 weak": true })), 0);
  const exercise = exerciseOf(ORDER);
  assert.equal(countOpen(exercise), 1);
  exercise.state.isOrdered = true;
  assert.equal(countOpen(exercise), 0);
});

test("the score: questions, weak links, or pairs in order", () => {
  /** @param {ReturnType<typeof exerciseOf>} exercise */
  const said = (exercise) => score(exercise, judge(exercise));
  assert.equal(said(exerciseOf({ elements: LINKS }, { "i2 from": ["s4", "s3"], "i2 to": "s3" })), "1 of 2 right");
  const half = exerciseOf({ elements: LINKS }, { "i2 from": ["s4"], "i2 to": "s1" });
  assert.equal(said(half), "1 of 2 right; with what is partly right, 75%");
  assert.equal(said(exerciseOf(WEAK, { "i2 weak": true, "s3 weak": true })), "1 of 2 right");
  const ordered = exerciseOf(ORDER);
  assert.equal(said(ordered), "0 of 2 pairs in the right order", "who has moved nothing has not answered");
  ordered.state.isOrdered = true;
  assert.equal(said(ordered), "2 of 2 pairs in the right order");
});

test("hints: the next that is open or wrong", () => {
  /** @param {Record<string, string | string[]>} answers */
  const given = (answers) => hint(exerciseOf({ elements: LINKS }, answers));
  assert.deepEqual(given({}), { text: "Next: 2 statements", id: "i2" });
  assert.deepEqual(given({ "i2 from": ["s3", "s4"] }), { text: "Next: “Start …”", id: "i2" });
  assert.deepEqual(given({ "i2 from": ["s3", "s4"], "i2 to": "s3" }), { text: "Next: “Start …”", id: "i2" });
  assert.deepEqual(given({ "i2 from": ["s3"], "i2 to": "s1" }), { text: "Next: 2 statements", id: "i2" });
  assert.deepEqual(given({ "i2 from": ["s3", "s4"], "i2 to": "s1" }), { text: "All your answers are right." });
});

test("hints: a third of the answer, but not less than six letters", () => {
  const text = "A long statement that says a good deal about sleep.";
  const asked = itemsWith({ s3: { told: {}, asks: ["text"], answers: { text } } });
  assert.deepEqual(hint(exerciseOf({ elements: asked })), { text: `Next: “${text.slice(0, 17)}…”`, id: "s3" });
  const even = itemsWith({ s3: { told: {}, asks: ["text"], answers: { text: "x".repeat(22) } } });
  assert.equal(hint(exerciseOf({ elements: even })).text, `Next: “${"x".repeat(8)}…”`);
});

test("hints: a role or a pattern is not told, not even in part", () => {
  const role = itemsWith({ s3: { table: "", asks: ["table"], answers: { table: "premises" } } });
  assert.match(hint(exerciseOf({ elements: role })).text, /^Does anything/);
  const pattern = itemsWith({ i2: { asks: ["scheme"], answers: { scheme: "sign" } } });
  assert.match(hint(exerciseOf({ elements: pattern })).text, /^What must be true/);
});

test("hints: one statement is one", () => {
  const one = itemsWith({ i2: { asks: ["from"], answers: { from: ["s3"] } } });
  assert.equal(hint(exerciseOf({ elements: one })).text, "Next: one statement");
});

test("hints of weak links and of orders", () => {
  assert.match(hint(exerciseOf(WEAK)).text, /^Look for/);
  assert.deepEqual(hint(exerciseOf(ORDER)), { text: "“Start later.” comes first." });
});

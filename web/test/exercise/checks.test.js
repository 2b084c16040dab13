import assert from "node:assert/strict";
import test from "node:test";
import { countOpen, hint, isSame, questions, score, verdicts } from "../../src/exercise/checks.js";
import { LINKS, exerciseOf, itemsWith } from "../exercises.js";

/** @import { ExerciseData } from "../../src/types" */

const WEAK = /** @type {Partial<ExerciseData>} */ ({ what: "find-weak", weakest: ["i2", "s4"] });
const ORDER = /** @type {Partial<ExerciseData>} */ ({
  what: "order", bank: ["s3", "s1", "s4"], order: ["s1", "s3", "s4"], before: [["s1", "s3"], ["s1", "s4"]],
});

test("one answer must be the same, several in any order", () => {
  assert.equal(isSame("s1", "s1"), true);
  assert.equal(isSame("s1", "s2"), false);
  assert.equal(isSame("s1", undefined), false);
  assert.equal(isSame(["s1", "s2"], ["s2", "s1"]), true);
  assert.equal(isSame(["s1", "s2"], ["s1"]), false);
  assert.equal(isSame(["s1"], ["s1", "s2"]), false);
  assert.equal(isSame(["s1"], undefined), false);
  assert.equal(isSame([], undefined), true);
});

test("comparing leaves answers as they are", () => {
  const right = ["s2", "s1"], answer = ["s2", "s1"];
  isSame(right, answer);
  assert.deepEqual([right, answer], [["s2", "s1"], ["s2", "s1"]]);
});

test("questions have their answers where the page may know them", () => {
  assert.deepEqual(questions(exerciseOf({ elements: LINKS })),
    [{ id: "i2", key: "from", right: ["s3", "s4"] }, { id: "i2", key: "to", right: "s1" }]);
  const exam = LINKS.map((asked) => ({ ...asked, answers: undefined }));
  assert.deepEqual(questions(exerciseOf({ elements: exam })).map(({ right }) => right), [undefined, undefined]);
});

test("what is not answered is open", () => {
  assert.equal(countOpen(exerciseOf({ elements: LINKS })), 2);
  assert.equal(countOpen(exerciseOf({ elements: LINKS }, { "i2 from": [], "i2 to": "" })), 2);
  assert.equal(countOpen(exerciseOf({ elements: LINKS }, { "i2 from": ["s1"], "i2 to": "" })), 1);
  assert.equal(countOpen(exerciseOf(WEAK)), 0);
});

test("each question has a verdict", () => {
  const exercise = exerciseOf({ elements: LINKS }, { "i2 from": ["s4", "s3"], "i2 to": "s3" });
  const found = verdicts(exercise);
  assert.deepEqual(found, [{ id: "i2", isRight: true }, { id: "i2", isRight: false }]);
  assert.equal(score(exercise, found), "1 of 2 right");
});

test("of weak links only what is marked is judged, out of all that are weakest", () => {
  const exercise = exerciseOf(WEAK, { "i2 weak": true, "s1 weak": true, "s4 weak": false });
  const found = verdicts(exercise);
  assert.deepEqual(found, [{ id: "s1", isRight: false }, { id: "i2", isRight: true }]);
  assert.equal(score(exercise, found), "1 of 2 right");
  assert.equal(score(exerciseOf(WEAK), []), "0 of 2 right");
});

test("in an order, both of a pair that is the wrong way round are wrong", () => {
  const exercise = exerciseOf(ORDER), found = verdicts(exercise);
  assert.deepEqual(found, [{ id: "s3", isRight: false }, { id: "s1", isRight: false }, { id: "s4", isRight: true }]);
  assert.equal(score(exercise, found), "1 of 3 right");
  exercise.state.order = ["s1", "s4", "s3"];
  assert.equal(score(exercise, verdicts(exercise)), "3 of 3 right");
});

test("hints: the next that is open or wrong", () => {
  /** @param {Record<string, string | string[]>} answers */
  const given = (answers) => hint(exerciseOf({ elements: LINKS }, answers));
  assert.deepEqual(given({}), { text: "Next: 2 statements", id: "i2" });
  assert.deepEqual(given({ "i2 from": ["s3", "s4"] }), { text: "Next: “Start …”", id: "i2" });
  assert.deepEqual(given({ "i2 from": ["s3", "s4"], "i2 to": "s3" }).id, "i2");
  assert.deepEqual(given({ "i2 from": ["s3", "s4"], "i2 to": "s1" }), { text: "All your answers are right." });
});

test("hints: a third of the answer, but not less than six letters", () => {
  const text = "A long statement that says a good deal about sleep.";
  const asked = itemsWith({ s3: { told: {}, asks: ["text"], answers: { text } } });
  assert.deepEqual(hint(exerciseOf({ elements: asked })), { text: `Next: “${text.slice(0, 17)}…”`, id: "s3" });
  const role = itemsWith({ s3: { table: "", asks: ["table"], answers: { table: "premises" } } });
  assert.equal(hint(exerciseOf({ elements: role })).text, "Next: “premis…”");
});

test("hints: one statement is one", () => {
  const one = itemsWith({ i2: { asks: ["from"], answers: { from: ["s3"] } } });
  assert.equal(hint(exerciseOf({ elements: one })).text, "Next: one statement");
});

test("hints: a text is cut where its third ends", () => {
  const asked = itemsWith({ s3: { told: {}, asks: ["text"], answers: { text: "x".repeat(22) } } });
  assert.equal(hint(exerciseOf({ elements: asked })).text, `Next: “${"x".repeat(8)}…”`);
});

test("hints: a pattern is no element, even where none is known", () => {
  const asked = itemsWith({ i2: { asks: ["scheme"], answers: { scheme: "sign" } } });
  assert.equal(hint(exerciseOf({ elements: asked })).text, "Next: “sign…”");
});

test("an exam has nothing right to find", () => {
  const exercise = exerciseOf({ what: "find-weak" }, { "i2 weak": true });
  assert.deepEqual(verdicts(exercise), [{ id: "i2", isRight: false }]);
  assert.equal(score(exercise, verdicts(exercise)), "0 of 0 right");
});

test("hints of weak links and of orders", () => {
  assert.match(hint(exerciseOf(WEAK)).text, /^Look for/);
  assert.deepEqual(hint(exerciseOf(ORDER)), { text: "“Start later.” comes first." });
});

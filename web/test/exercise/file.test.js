import assert from "node:assert/strict";
import test from "node:test";
import { fileName, readFile, writeFile } from "../../src/exercise/file.js";
import { LINKS, STAMP, exerciseOf, itemsWith } from "../exercises.js";

const ANNA = { name: "Anna O’Neil", group: "9b" };

test("a file has the stamp, the student and the answers, and nothing of the map", () => {
  const exercise = exerciseOf({ elements: LINKS }, { "i2 from": ["s3", "s4"], "i2 to": "s1", "s4 text": "" });
  assert.equal(writeFile(exercise, ANNA), `format = 1

[exercise]
version = 1
kind = "fill-text"
title = "Sleep"
map = "0123456789abcdef0123456789abcdef"
seed = 1
help = "check"
hide = 6
size = 25
asked = [ "s3" ]
student = "Anna O’Neil"
class = "9b"

[answers.i2]
from = [ "s3", "s4" ]
to = "s1"
`);
});

test("nothing done is nothing in the file", () => {
  const text = writeFile(exerciseOf({ elements: LINKS }), { name: "", group: "" });
  assert.doesNotMatch(text, /student|class|\[answers\.|order/);
});

test("an order is in the file only if somebody has touched it", () => {
  const elements = itemsWith({}).filter(({ isStatement }) => isStatement);
  const exercise = exerciseOf({ what: "order", elements });
  assert.doesNotMatch(writeFile(exercise, ANNA), /order/);
  exercise.state.isOrdered = true;
  assert.match(writeFile(exercise, ANNA), /^format = 1\norder = \[ "s1", "s3", "s4" \]\n/);
});

test("what was saved can be opened again", () => {
  const text = 'A "quoted"\ntext \\ of \u007f two lines';
  const answers = { "s3 text": text, "i2 from": ["s3", "s4"], "s4 weak": true, "s4 why": "„so“" };
  const before = exerciseOf({ elements: LINKS }, answers);
  const after = exerciseOf({ elements: LINKS }, { "s1 text": "gone" });
  const read = readFile(after, writeFile(before, ANNA));
  assert.deepEqual(read?.student, ANNA);
  assert.equal(after.state.answers.get("s1 text"), "gone", "until they are taken");
  read?.take();
  assert.deepEqual(new Map([...after.state.answers].sort()), new Map(Object.entries(answers).sort()));
});

test("a file of something else is refused, and leaves the answers alone", () => {
  const exercise = exerciseOf({ elements: LINKS }, { "i2 to": "s1" });
  const other = exerciseOf({ stamp: { ...STAMP, map: "ffffffffffffffffffffffffffffffff" } });
  assert.equal(readFile(exercise, writeFile(other, ANNA)), undefined);
  assert.equal(readFile(exercise, "format = 1\n"), undefined);
  assert.equal(readFile(exercise, 'exercise = "x"\n'), undefined);
  assert.throws(() => readFile(exercise, "format = \n"));
  assert.equal(exercise.state.answers.get("i2 to"), "s1");
});

test("the file is called as the student is, and the exercise", () => {
  assert.equal(fileName(exerciseOf(), "Anna O’Neil"), "anna-o-neil-fill-text.toml");
  assert.equal(fileName(exerciseOf({ stamp: { ...STAMP, variant: "B" } }), "Айгерім"), "айгерім-fill-text-B.toml");
  assert.equal(fileName(exerciseOf(), ""), "answers-fill-text.toml");
});

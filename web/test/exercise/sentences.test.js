import assert from "node:assert/strict";
import test from "node:test";
import {
  numberOf, opposable, schemes, sentence, statements, supportable, textOf, word,
} from "../../src/exercise/sentences.js";
import { LINKS, WORDS, exerciseOf, item, itemsWith } from "../exercises.js";

const exercise = exerciseOf();

/**
 * @param {Parameters<typeof item>[2]} rest
 * @param {string} id
 */
const told = (rest, id = "i9") => sentence(exercise, item(id, "inferences", rest));

test("a statement is told by its text, a step by where it leads", () => {
  assert.equal(textOf(exercise, "s3"), "Sleep helps.");
  assert.equal(textOf(exercise, "i2"), "the step to “Start later.”");
  const objection = exerciseOf({ elements: itemsWith({ i5: { told: { from: ["s3"], against: "i2" } } }) });
  assert.equal(textOf(objection, "i5"), "the objection to “the step to “Start later.””");
  assert.equal(textOf(exercise, "s99"), "another step");
});

test("steps that speak against each other are told to the end", () => {
  const elements = itemsWith({
    i2: { table: "objections", told: { from: ["s3"], against: "i5" } },
    i5: { told: { from: ["s4"], against: "i2" } },
  });
  assert.match(textOf(exerciseOf({ elements }), "i2"), /another step/);
});

test("a gap has a number until something is chosen", () => {
  const elements = itemsWith({ s3: { told: {}, asks: ["text"] }, s4: { told: {}, asks: ["text"] } });
  assert.equal(textOf(exerciseOf({ elements }), "s4"), "gap 2");
  assert.equal(numberOf(exerciseOf({ elements }), "s1"), 0);
  const text = "Sleep {end} helps.";
  assert.equal(textOf(exerciseOf({ elements }, { "s3 text": text }), "s3"), text);
  const step = exerciseOf({ elements }).data.elements[1];
  assert.equal(sentence(exerciseOf({ elements }, { "s4 text": "B." }), step),
    "practical reasoning: gap 1 + “B.” → “Start later.”");
});

test("sentences of statements and objections", () => {
  assert.equal(told({ told: { text: "Sleep helps." } }), "Sleep helps.");
  assert.equal(told({ told: { text: "Buses.", against: "s1" } }), "Buses. → against “Start later.”");
  assert.equal(told({ told: { text: "Buses.", against: "i2" } }), "Buses. → against the step to “Start later.”");
});

test("sentences of steps, as far as they are told", () => {
  assert.equal(told({ told: { from: ["s3", "s4"], to: "s1", scheme: "practical-reasoning" } }),
    "practical reasoning: “Sleep helps.” + “Help is wanted.” → “Start later.”");
  assert.equal(told({ told: { from: ["s3"], to: "s1" } }), "“Sleep helps.” → “Start later.”");
  assert.equal(told({ told: { from: ["s3"], against: "s1" } }), "“Sleep helps.” → against “Start later.”");
  assert.equal(told({ told: { from: ["s3"], to: "s1", discharges: ["s4"] } }),
    "“Sleep helps.” → “Start later.” (discharges “Help is wanted.”)");
  assert.equal(told({}), "");
});

test("choices", () => {
  assert.deepEqual(statements(exercise), [["s1", "Start later."], ["s3", "Sleep helps."], ["s4", "Help is wanted."]]);
  assert.deepEqual(supportable(exercise).map(([id]) => id), ["s1", "s3", "s4", "i5"]);
  const supposed = exerciseOf({ elements: itemsWith({ s3: { table: "suppositions" } }) });
  assert.deepEqual(supportable(supposed).map(([id]) => id), ["s1", "s4", "i5"]);
  assert.deepEqual(opposable(supposed, "i5").map(([id]) => id), ["s1", "i2", "s4"]);
  assert.equal(opposable(exerciseOf({ elements: LINKS }), "i5")[1][1], "step 1");
  assert.deepEqual(schemes(exerciseOf({ schemes: ["sign"] })),
    [["sign", "sign: What is observed is a sign of something else."]]);
});

test("every table has a word", () => {
  const tables = ["conclusions", "claims", "premises", "assumptions", "inferences", "objections"];
  const said = ["conclusion", "claim", "premise", "assumption", "step", "objection"];
  assert.deepEqual(tables.map((table) => word(WORDS, `kind_${table}`)), said);
});

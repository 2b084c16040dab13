import assert from "node:assert/strict";
import test from "node:test";
import { kindWord, schemes, sentence, statements, textOf } from "../../src/exercise/sentences.js";
import { WORDS, exerciseOf, item, itemsWith } from "../exercises.js";

const exercise = exerciseOf();

/**
 * @param {Parameters<typeof item>[2]} rest
 * @param {string} id
 */
const told = (rest, id = "i9") => sentence(exercise, item(id, "inferences", rest));

test("a statement is told by its text, a step by where it leads", () => {
  assert.equal(textOf(exercise, "s3"), "Sleep helps.");
  assert.equal(textOf(exercise, "i2"), "the step to “Start later.”");
  assert.equal(textOf(exercise, "s99"), "s99");
});

test("a text that was chosen is told instead", () => {
  const hidden = itemsWith({ s3: { told: {}, asks: ["text"] } });
  assert.equal(textOf(exerciseOf({ elements: hidden }), "s3"), "s3");
  const text = "Sleep {end} helps.";
  assert.equal(textOf(exerciseOf({ elements: hidden }, { "s3 text": text }), "s3"), text);
});

test("sentences of statements and objections", () => {
  assert.equal(told({ told: { text: "Sleep helps." } }), "Sleep helps.");
  assert.equal(told({ told: { text: "Buses.", against: "s1" } }), "Buses. → against “Start later.”");
  assert.equal(told({ told: { text: "Buses.", against: "i2" } }), "Buses. → against “the step to “Start later.””");
});

test("sentences of steps, as far as they are told", () => {
  assert.equal(told({ told: { from: ["s3", "s4"], to: "s1", scheme: "practical-reasoning" } }),
    "practical reasoning: “Sleep helps.” + “Help is wanted.” → “Start later.”");
  assert.equal(told({ told: { from: ["s3"], to: "s1" } }), "“Sleep helps.” → “Start later.”");
  assert.equal(told({ told: { from: ["s3"], against: "s1" } }), "“Sleep helps.” → against “Start later.”");
  assert.equal(told({ told: { to: "s1" } }), " → “Start later.”");
  assert.equal(told({ told: { scheme: "sign" } }), "sign: ");
  assert.equal(told({}), "step i9");
});

test("choices", () => {
  assert.deepEqual(statements(exercise), [["s1", "Start later."], ["s3", "Sleep helps."], ["s4", "Help is wanted."]]);
  const data = exerciseOf({ schemes: [["cause-to-effect", "One brings about another."]] });
  assert.deepEqual(schemes(data), [["cause-to-effect", "cause to effect: One brings about another."]]);
});

test("every table has a word", () => {
  const tables = ["conclusions", "claims", "premises", "assumptions", "inferences", "objections"];
  const words = ["conclusion", "claim", "premise", "assumption", "inference", "objection"];
  assert.deepEqual(tables.map((table) => kindWord(WORDS, table)), words);
});

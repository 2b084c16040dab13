// A small exercise to test with.
import { readFileSync } from "node:fs";
import { createExercise } from "../src/exercise/state.js";

/** @import { Answer, ExerciseData, ExerciseWords, Item, Stamp } from "../src/types" */

const CATALOG = new URL("../../src/argmap/classroom/catalogs/en.json", import.meta.url);

/** @type {ExerciseWords} */
export const WORDS = JSON.parse(readFileSync(CATALOG, "utf8"));

/**
 * @param {string} id
 * @param {string} table
 * @param {Partial<Item>} rest
 * @returns {Item}
 */
export const item = (id, table, rest) =>
  ({ id, isStatement: id.startsWith("s"), table, told: {}, asks: [], depth: 0, ...rest });

/** @type {Stamp} */
export const STAMP = {
  version: 1, kind: "fill-text", title: "Sleep", map: "0123456789abcdef0123456789abcdef", seed: 1, help: "check",
  hide: 6, size: 25, asked: ["s3"],
};

/** Two premises lead to a conclusion, and an objection is made to that step. */
export const ITEMS = [
  item("s1", "conclusions", { told: { text: "Start later." } }),
  item("i2", "inferences", { told: { from: ["s3", "s4"], to: "s1", scheme: "practical-reasoning" } }),
  item("s3", "premises", { told: { text: "Sleep helps." } }),
  item("s4", "assumptions", { told: { text: "Help is wanted." } }),
  item("i5", "objections", { told: { text: "Buses run early.", against: "i2" } }),
];

/**
 * An exercise of these elements, with answers by `id key`.
 * @param {Partial<ExerciseData>} data
 * @param {Record<string, Answer | boolean>} answers
 */
export const exerciseOf = (data = {}, answers = {}) => {
  const exercise = createExercise({
    what: "fill-text", allowed: "check", stamp: STAMP, elements: ITEMS, bank: [], count: 0, rivalries: [], schemes: [],
    roles: ["conclusions", "claims", "premises", "assumptions"], words: WORDS, ...data,
  });
  for (const [name, value] of Object.entries(answers)) exercise.state.answers.set(name, value);
  return exercise;
};

/**
 * The elements of the exercise, some of them changed.
 * @param {Record<string, Partial<Item>>} changes
 * @returns {Item[]}
 */
export const itemsWith = (changes) => ITEMS.map((one) => ({ ...one, ...changes[one.id] }));

/** What is asked where the links of the step are to be found. */
export const LINKS = itemsWith({
  i2: {
    told: { scheme: "practical-reasoning" }, asks: ["from", "to"], answers: { from: ["s3", "s4"], to: "s1" },
  },
});

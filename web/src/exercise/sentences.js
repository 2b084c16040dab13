// How the elements of the exercise are told.
import { fill } from "../common/words.js";
import { textAnswer } from "./state.js";

/** @import { Exercise, ExerciseWords, Item } from "../types" */

/** @param {string} name */
const spaced = (name) => name.replaceAll("-", " ");

/**
 * The word for the elements of a table.
 * @param {ExerciseWords} words
 * @param {string} table
 */
export const kindWord = (words, table) => words[/** @type {keyof ExerciseWords} */ (`kind_${table}`)];

/**
 * The text of a statement, as far as it is known; of a step, where it leads.
 * @param {Exercise} exercise
 * @param {string} id
 * @returns {string}
 */
export const textOf = (exercise, id) => {
  const told = exercise.items.get(id)?.told;
  const text = textAnswer(exercise, id, "text") || told?.text;
  if (text) return text;
  return told?.to ? fill(exercise.words.step_to, { text: textOf(exercise, told.to) }) : id;
};

/**
 * A text with what it leads to or speaks against, as far as the exercise shows it.
 * @param {Exercise} exercise
 * @param {string} text
 * @param {Item["told"]} told
 */
const withEnd = (exercise, text, { to, against }) => {
  const { words } = exercise;
  if (against) return fill(words.against, { text, end: textOf(exercise, against) });
  return to ? fill(words.for, { text, end: textOf(exercise, to) }) : text;
};

/**
 * An element in a line.
 * @param {Exercise} exercise
 * @param {Item} item
 */
export const sentence = (exercise, { id, told }) => {
  const { words } = exercise;
  if (told.text) return withEnd(exercise, told.text, { against: told.against });
  const from = (told.from ?? []).map((start) => fill(words.quoted, { text: textOf(exercise, start) })).join(" + ");
  const text = told.scheme ? fill(words.scheme, { name: spaced(told.scheme), text: from }) : from;
  return withEnd(exercise, text, told) || fill(words.step, { id });
};

/**
 * The statements to choose from, by their ids.
 * @param {Exercise} exercise
 * @returns {[id: string, text: string][]}
 */
export const statements = (exercise) =>
  exercise.data.elements.filter(({ id }) => id.startsWith("s")).map(({ id }) => [id, textOf(exercise, id)]);

/**
 * What an inference can lead to: statements that are not only supposed, and objections with a text.
 * @param {Exercise} exercise
 * @returns {[id: string, text: string][]}
 */
export const supportable = (exercise) =>
  exercise.data.elements
    .filter(({ id, table, told: { text } }) =>
      (id.startsWith("s") ? table !== "suppositions" : table === "objections" && text))
    .map(({ id }) => [id, textOf(exercise, id)]);

/**
 * The schemes to choose from, each with what it does.
 * @param {Exercise} exercise
 * @returns {[name: string, text: string][]}
 */
export const schemes = ({ data, words }) =>
  data.schemes.map(([name, gist]) => [name, fill(words.scheme, { name: spaced(name), text: gist })]);

// How the elements of the exercise are told.
import { fill } from "../common/words.js";
import { textAnswer } from "./state.js";

/** @import { Exercise, ExerciseWords, Item } from "../types" */

/**
 * The word for the elements of a table, or for a pattern.
 * @param {ExerciseWords} words
 * @param {string} name
 */
export const word = (words, name) => words[/** @type {keyof ExerciseWords} */ (name)];

/**
 * The number of an element about which something is asked, from 1.
 * @param {Exercise} exercise
 * @param {string} id
 */
export const numberOf = ({ data: { elements, what } }, id) =>
  (what === "find-weak" ? 0 : elements.filter(({ asks }) => asks.length).findIndex((item) => item.id === id) + 1);

/**
 * The text of a statement, as far as it is known; of a step, where it leads.
 * @param {Exercise} exercise
 * @param {string} id
 * @param {number} depth how often a step was told by another one
 * @returns {string}
 */
export const textOf = (exercise, id, depth = 0) => {
  const { words, items } = exercise, item = items.get(id), told = item?.told, number = numberOf(exercise, id);
  const text = textAnswer(exercise, id, "text") || told?.text;
  if (text) return text;
  if (number) return fill(item?.isStatement ? words.gap : words.step, { number });
  if (depth > 2) return words.another_step;
  if (told?.to) return fill(words.step_to, { text: textOf(exercise, told.to, depth + 1) });
  return told?.against
    ? fill(words.step_against, { text: textOf(exercise, told.against, depth + 1) }) : words.another_step;
};

/**
 * A text in quotation marks; the number of a gap needs none.
 * @param {Exercise} exercise
 * @param {string} id
 */
const quoted = (exercise, id) => {
  const text = textOf(exercise, id);
  const has = textAnswer(exercise, id, "text") || exercise.items.get(id)?.told.text;
  return has ? fill(exercise.words.quoted, { text }) : text;
};

/**
 * A text with what it leads to or speaks against, as far as the exercise shows it.
 * @param {Exercise} exercise
 * @param {string} text
 * @param {Item["told"]} told
 */
const withEnd = (exercise, text, { to, against }) => {
  const { words } = exercise;
  if (against) return fill(words.against, { text, end: quoted(exercise, against) });
  return to ? fill(words.for, { text, end: quoted(exercise, to) }) : text;
};

/**
 * An element in a line.
 * @param {Exercise} exercise
 * @param {Item} item
 */
export const sentence = (exercise, { told }) => {
  const { words } = exercise;
  if (told.text) return withEnd(exercise, told.text, { against: told.against });
  const from = (told.from ?? []).map((start) => quoted(exercise, start)).join(" + ");
  const name = told.scheme && word(words, `scheme_${told.scheme}`);
  const text = name ? fill(words.scheme, { name, text: from }) : from;
  const whole = withEnd(exercise, text, told);
  if (!told.discharges?.length) return whole;
  const list = told.discharges.map((id) => quoted(exercise, id)).join(", ");
  return `${whole} ${fill(words.discharges, { list })}`.trim();
};

/**
 * The statements to choose from, by their ids.
 * @param {Exercise} exercise
 * @returns {[id: string, text: string][]}
 */
export const statements = (exercise) =>
  exercise.data.elements.filter(({ isStatement }) => isStatement).map(({ id }) => [id, textOf(exercise, id)]);

/**
 * What an inference can lead to: statements that are not only supposed, and objections with a text.
 * @param {Exercise} exercise
 * @returns {[id: string, text: string][]}
 */
export const supportable = (exercise) =>
  exercise.data.elements
    .filter(({ isStatement, table, told: { text } }) =>
      (isStatement ? table !== "suppositions" : table === "objections" && text))
    .map(({ id }) => [id, textOf(exercise, id)]);

/**
 * What an objection can speak against.
 * @param {Exercise} exercise
 * @param {string} id
 * @returns {[id: string, text: string][]}
 */
export const opposable = (exercise, id) =>
  exercise.data.elements
    .filter((target) => target.id !== id && target.table !== "suppositions")
    .map((target) => [target.id, target.told.text || target.isStatement || target.asks.length
      ? textOf(exercise, target.id) : sentence(exercise, target)]);

/**
 * The schemes to choose from, each with what it does.
 * @param {Exercise} exercise
 * @returns {[name: string, text: string][]}
 */
export const schemes = ({ data, words }) => data.schemes.map((name) =>
  [name, fill(words.scheme, { name: word(words, `scheme_${name}`), text: word(words, `gist_${name}`) })]);

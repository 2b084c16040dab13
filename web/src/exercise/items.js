// The elements of the exercise, line by line, with what is asked of each.
import { make } from "../common/dom.js";
import { chooseOne, chooseSeveral, weakness } from "./controls.js";
import { numberOf, opposable, schemes, sentence, statements, supportable, word } from "./sentences.js";

/** @import { Exercise, Item, Key } from "../types" */

// Deeper elements are not indented further.
const DEEPEST = 12;

/**
 * @param {string} value
 * @param {string} text
 * @returns {[value: string, text: string]}
 */
const pair = (value, text) => [value, text];

/**
 * The controls for one question.
 * @param {Exercise} exercise
 * @param {string} id
 * @param {Key} key
 * @returns {HTMLElement[]}
 */
const controls = (exercise, id, key) => {
  const { data, words } = exercise;
  switch (key) {
    case "text": {
      const choices = data.bank.map((text) => pair(text, text));
      return [chooseOne(exercise, { id, key, label: words.choose_text, choices })];
    }
    case "table": {
      const choices = data.roles.map((table) => pair(table, word(words, `kind_${table}`)));
      return [chooseOne(exercise, { id, key, label: words.choose_kind, choices })];
    }
    case "scheme": return [chooseOne(exercise, { id, key, label: words.choose_scheme, choices: schemes(exercise) })];
    case "from": return [chooseSeveral(exercise, { id, key, label: words.choose_from, choices: statements(exercise) })];
    case "to": return [chooseOne(exercise, { id, key, label: words.choose_to, choices: supportable(exercise) })];
    case "against":
      return [chooseOne(exercise, { id, key, label: words.choose_against, choices: opposable(exercise, id) })];
    case "weak": return weakness(exercise, id);
  }
};

/**
 * @param {Exercise} exercise
 * @param {Item} item
 */
export const lineOf = (exercise, item) => {
  const { id, table, asks, depth } = item, line = make("li"), number = numberOf(exercise, id);
  line.dataset.id = id;
  line.dataset.depth = String(Math.min(DEEPEST, depth));
  if (number) line.append(make("span", `(${number})`, "number"), " ");
  if (table) line.append(make("span", word(exercise.words, `kind_${table}`), "kind"), " ");
  if (!asks.includes("text")) line.append(make("span", sentence(exercise, item), "says"), " ");
  if (asks.length) line.classList.add("asks");
  line.append(...asks.flatMap((key) => controls(exercise, id, key)));
  return line;
};

/**
 * Tell all elements again, since what was chosen for one may be told by others.
 * @param {Exercise} exercise
 * @param {HTMLElement} list
 */
export const tellAgain = (exercise, list) => {
  for (const line of /** @type {Iterable<HTMLElement>} */ (list.children)) {
    const item = exercise.items.get(line.dataset.id ?? ""), says = line.querySelector(".says");
    if (item && says) says.textContent = sentence(exercise, item);
  }
};

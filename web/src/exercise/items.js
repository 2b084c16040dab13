// The elements of the exercise, line by line, with what is asked of each.
import { make } from "../common/dom.js";
import { chooseOne, chooseSeveral } from "./controls.js";
import { answer } from "./keeping.js";
import { kindWord, schemes, sentence, statements, supportable } from "./sentences.js";
import { isMarkedWeak, textAnswer } from "./state.js";

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
 * The control for one question.
 * @param {Exercise} exercise
 * @param {string} id
 * @param {Key} key
 */
const control = (exercise, id, key) => {
  const { data, words } = exercise;
  switch (key) {
    case "text": {
      const choices = data.bank.map((text) => pair(text, text));
      return chooseOne(exercise, { id, key, label: words.choose_text, choices });
    }
    case "table": {
      const choices = data.roles.map((table) => pair(table, kindWord(words, table)));
      return chooseOne(exercise, { id, key, label: words.choose_kind, choices });
    }
    case "scheme": return chooseOne(exercise, { id, key, label: words.choose_scheme, choices: schemes(exercise) });
    case "from": return chooseSeveral(exercise, { id, key, label: words.choose_from, choices: statements(exercise) });
    case "to": return chooseOne(exercise, { id, key, label: words.choose_to, choices: supportable(exercise) });
    case "against": {
      const targets = data.elements.filter((target) => target.id !== id && target.table !== "suppositions");
      const choices = targets.map((target) => pair(target.id, sentence(exercise, target)));
      return chooseOne(exercise, { id, key, label: words.choose_against, choices });
    }
  }
};

/**
 * A box to tick where an element is weak, and a field that says why.
 * @param {Exercise} exercise
 * @param {string} id
 */
const weakness = (exercise, id) => {
  const { words } = exercise, box = make("label"), input = make("input"), why = make("input");
  input.type = "checkbox";
  input.checked = isMarkedWeak(exercise, id);
  input.addEventListener("change", () => answer(exercise, id, "weak", input.checked));
  box.append(input, `${words.weak_because} `);
  why.setAttribute("aria-label", words.why_weak);
  why.value = textAnswer(exercise, id, "why");
  why.addEventListener("input", () => answer(exercise, id, "why", why.value));
  return [box, why];
};

/**
 * @param {Exercise} exercise
 * @param {Item} item
 */
export const lineOf = (exercise, item) => {
  const { id, table, asks, depth } = item, line = make("li");
  line.dataset.id = id;
  line.dataset.depth = String(Math.min(DEEPEST, depth));
  if (table) line.append(make("span", kindWord(exercise.words, table), "kind"), " ");
  if (!asks.includes("text")) line.append(make("span", sentence(exercise, item)), " ");
  if (asks.length) line.classList.add("asks");
  line.append(...asks.map((key) => control(exercise, id, key)));
  if (exercise.data.what === "find-weak") line.append(...weakness(exercise, id));
  return line;
};

// The controls with which a question is answered.
import { make } from "../common/dom.js";
import { answerTo, textAnswer } from "./state.js";

/** @import { Answer, Exercise, Key } from "../types" */
/** @typedef {[value: string, text: string][]} Choices */
/** @typedef {{ id: string, key: Key, label: string, choices: Choices }} Question */

/**
 * Take an answer. It belongs to the student whose name is given by now.
 * @param {Exercise} exercise
 * @param {string} id
 * @param {string} key
 * @param {Answer | boolean} value
 */
export const answer = (exercise, id, key, value) => {
  const isOther = exercise.settle();
  exercise.state.answers.set(`${id} ${key}`, value);
  exercise.changed(isOther);
};

/**
 * A list to choose one from.
 * @param {Exercise} exercise
 * @param {Question} question
 */
export const chooseOne = (exercise, { id, key, label, choices }) => {
  const box = make("label", `${label} `), select = make("select");
  select.append(new Option("…", ""));
  for (const [value, text] of choices) select.append(new Option(text, value));
  select.value = textAnswer(exercise, id, key);
  select.dataset.key = `${id} ${key}`;
  select.addEventListener("change", () => answer(exercise, id, key, select.value));
  box.append(select);
  return box;
};

/**
 * Boxes to tick, any number of them.
 * @param {Exercise} exercise
 * @param {Question} question
 */
export const chooseSeveral = (exercise, { id, key, label, choices }) => {
  const field = make("fieldset"), chosen = new Set(answerTo(exercise, id, key) ?? []);
  field.append(make("legend", label));
  for (const [value, text] of choices) {
    const box = make("label"), input = make("input");
    Object.assign(input, { type: "checkbox", value, checked: chosen.has(value) });
    input.dataset.key = `${id} ${key}`;
    input.addEventListener("change", () => {
      if (input.checked) chosen.add(value);
      else chosen.delete(value);
      answer(exercise, id, key, [...chosen]);
    });
    box.append(input, text);
    field.append(box);
  }
  return field;
};

/**
 * A box to tick if an element is weak, and a field that says why.
 * @param {Exercise} exercise
 * @param {string} id
 */
export const weakness = (exercise, id) => {
  const { words } = exercise, box = make("label"), input = make("input"), why = make("input", "", "why");
  input.type = "checkbox";
  input.checked = Boolean(exercise.state.answers.get(`${id} weak`));
  input.addEventListener("change", () => answer(exercise, id, "weak", input.checked));
  box.append(input, words.weak_because);
  why.setAttribute("aria-label", words.why_weak);
  why.value = textAnswer(exercise, id, "why");
  why.addEventListener("input", () => answer(exercise, id, "why", why.value));
  return [box, why];
};

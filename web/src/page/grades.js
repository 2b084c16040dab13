// The controls with which a grade is set: buttons and a slider.
import { button, make } from "../common/dom.js";

/** @import { PageWords } from "../types" */

/**
 * @param {[word: string, grade: number][]} choices
 * @param {PageWords} words
 * @param {(grade: number) => void} set
 */
export const gradeControls = (choices, words, set) => {
  const element = make("fieldset", "", "whatif");
  element.append(make("legend", words.what_if));
  const buttons = choices.map(([word, grade]) => button(word, () => set(grade)));
  const label = make("label", `${words.grade} `), slider = make("input"), shown = make("output");
  Object.assign(slider, { type: "range", min: 0, max: 1, step: 0.005 });
  slider.addEventListener("input", () => set(Number(slider.value)));
  label.append(slider, shown);
  element.append(...buttons, label);
  /** @param {number} grade */
  const follow = (grade) => {
    slider.value = String(grade);
    shown.textContent = grade.toFixed(3);
    choices.forEach(([, value], place) =>
      buttons[place].setAttribute("aria-pressed", String(Math.abs(grade - value) < 1e-9)));
  };
  return { element, follow };
};

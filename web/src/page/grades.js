// The controls with which a grade is set: buttons and a slider; and a slider for each rival, which follows.
import { button, make } from "../common/dom.js";

/** @import { PageWords } from "../types" */
/** @typedef {{ grade: number, rivals: number[] }} Grades of an element and of its rivals */

/**
 * @param {string} name
 * @param {(grade: number) => void} set as it is dragged
 * @param {() => void} settle when it is let go
 */
const labelledSlider = (name, set, settle) => {
  const label = make("label"), slider = make("input"), shown = make("output");
  Object.assign(slider, { type: "range", min: 0, max: 1, step: 0.005 });
  slider.addEventListener("input", () => set(Number(slider.value)));
  slider.addEventListener("change", settle);
  label.append(make("span", name), slider, shown);
  /** @param {number} grade */
  const follow = (grade) => {
    slider.value = String(grade);
    shown.textContent = grade.toFixed(3);
  };
  return { label, follow };
};

/**
 * @param {[word: string, grade: number][]} choices
 * @param {{ words: PageWords, rivals: string[] }} told the words of the page, and what the rivals say
 * @param {{ choose: (grade: number) => void, slide: (grade: number) => void,
 *   slideRival: (place: number, grade: number) => void, settle: () => void }} actions
 */
export const gradeControls = (choices, { words, rivals }, { choose, slide, slideRival, settle }) => {
  const element = make("fieldset", "", "whatif");
  element.append(make("legend", words.what_if));
  const buttons = choices.map(([word, grade]) => button(word, () => choose(grade)));
  const own = labelledSlider(words.grade, slide, settle);
  const others = rivals.map((name, place) => labelledSlider(name, (grade) => slideRival(place, grade), settle));
  element.append(...buttons, own.label);
  if (others.length) element.append(make("p", words.at_most_one, "kind"), ...others.map(({ label }) => label));
  /** @param {Grades} grades */
  const follow = (grades) => {
    own.follow(grades.grade);
    others.forEach((other, place) => other.follow(grades.rivals[place]));
    choices.forEach(([, value], place) =>
      buttons[place].setAttribute("aria-pressed", String(Math.abs(grades.grade - value) < 1e-9)));
  };
  return { element, follow };
};

// Statements that are to be put in order, each with two buttons that move it.
import { button, make } from "../common/dom.js";
import { fill } from "../common/words.js";
import { textOf } from "./sentences.js";

/** @import { Exercise } from "../types" */

/**
 * Exchange a statement with the one before or after it.
 * @param {Exercise} exercise
 * @param {number} place
 * @param {-1 | 1} step
 */
const move = (exercise, place, step) => {
  const isOther = exercise.settle(), { state } = exercise, { order } = state;
  [order[place], order[place + step]] = [order[place + step], order[place]];
  state.isOrdered = true;
  exercise.changed(isOther);
};

/**
 * @param {Exercise} exercise
 * @param {HTMLElement} list
 */
export const showOrder = (exercise, list) => {
  const { words, state: { order } } = exercise;
  /**
   * @param {string} id
   * @param {number} place
   * @param {-1 | 1} step
   */
  const mover = (id, place, step) => {
    const made = button(step < 0 ? "↑" : "↓", () => {
      move(exercise, place, step);
      showOrder(exercise, list);
      // Focus goes with the statement: to the same button, or to the other one where it cannot move on.
      const buttons = [...list.children[place + step].querySelectorAll("button")];
      const same = buttons[step < 0 ? 0 : 1];
      (same.disabled ? buttons.find(({ disabled }) => !disabled) : same)?.focus();
    });
    made.setAttribute("aria-label", fill(step < 0 ? words.move_up : words.move_down, { text: textOf(exercise, id) }));
    made.disabled = place + step < 0 || place + step >= order.length;
    return made;
  };
  list.replaceChildren(...order.map((id, place) => {
    const line = make("li", "", "asks");
    line.dataset.id = id;
    line.append(`${place + 1}. `, mover(id, place, -1), " ", mover(id, place, 1), " ", textOf(exercise, id));
    return line;
  }));
};

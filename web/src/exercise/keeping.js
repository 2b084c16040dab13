// Answers are kept in the browser, under a number that tells one exercise from another.

/** @import { Answer, Exercise, ExerciseData } from "../types" */

/**
 * The words of the interface do not make another exercise.
 * @param {ExerciseData} data
 */
export const keyOf = (data) => {
  const text = JSON.stringify({ ...data, words: undefined });
  return `argmap exercise ${[...text].reduce((sum, sign) => (sum * 31 + (sign.codePointAt(0) ?? 0)) | 0, 7)}`;
};

/** @param {Exercise} exercise */
export const pack = ({ state }) => JSON.stringify([[...state.answers], state.order]);

/**
 * Take what was kept into the exercise; an order only if it is one of the same elements.
 * @param {Exercise} exercise
 * @param {string} kept
 */
export const unpack = ({ state }, kept) => {
  /** @type {[[string, Answer | boolean][], string[]]} */
  const [answers, order] = JSON.parse(kept);
  for (const [name, value] of answers) state.answers.set(name, value);
  const isSame = order.length === state.order.length && order.every((id) => state.order.includes(id));
  if (isSame) state.order = order;
};

/** @param {Exercise} exercise */
export const keep = (exercise) => {
  try {
    localStorage.setItem(keyOf(exercise.data), pack(exercise));
  } catch {
    // no storage: nothing is kept
  }
};

/** @param {Exercise} exercise */
export const takeKept = (exercise) => {
  try {
    unpack(exercise, localStorage.getItem(keyOf(exercise.data)) ?? "[[], []]");
  } catch {
    // nothing usable was kept
  }
};

/**
 * @param {Exercise} exercise
 * @param {string} id
 * @param {string} key
 * @param {Answer | boolean} value
 */
export const answer = (exercise, id, key, value) => {
  exercise.state.answers.set(`${id} ${key}`, value);
  keep(exercise);
};

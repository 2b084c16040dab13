// The exercise and all that changes while it is done; nothing else keeps state of its own.

/** @import { Answer, Exercise, ExerciseData } from "../types" */

/**
 * The order to begin with.
 * @param {ExerciseData} data
 */
const firstOrder = ({ what, bank }) => (what === "order" ? [...bank] : []);

/**
 * @param {ExerciseData} data
 * @returns {Exercise}
 */
export const createExercise = (data) => ({
  data,
  words: data.words,
  items: new Map(data.elements.map((item) => [item.id, item])),
  state: { answers: new Map(), order: firstOrder(data) },
});

/** @param {Exercise} exercise */
export const startAgain = ({ data, state }) => {
  state.answers.clear();
  state.order = firstOrder(data);
};

/**
 * The answer to what is asked of an element, if there is one.
 * @param {Exercise} exercise
 * @param {string} id
 * @param {string} key
 */
export const answerTo = ({ state }, id, key) =>
  /** @type {Answer | undefined} */ (state.answers.get(`${id} ${key}`));

/**
 * The answer where it is a text.
 * @param {Exercise} exercise
 * @param {string} id
 * @param {string} key
 */
export const textAnswer = (exercise, id, key) => {
  const answer = answerTo(exercise, id, key);
  return typeof answer === "string" ? answer : "";
};

/**
 * Whether an element is marked as weak.
 * @param {Exercise} exercise
 * @param {string} id
 */
export const isMarkedWeak = ({ state }, id) => Boolean(state.answers.get(`${id} weak`));

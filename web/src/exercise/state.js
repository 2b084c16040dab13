// The exercise and all that changes while it is done; nothing else keeps state of its own.

/** @import { Answer, Exercise, ExerciseData, ExerciseState } from "../types" */

/**
 * The order to begin with.
 * @param {ExerciseData} data
 */
const firstOrder = ({ what, elements }) => (what === "order" ? elements.map(({ id }) => id) : []);

/**
 * @param {ExerciseData} data
 * @returns {ExerciseState}
 */
export const freshState = (data) => ({ answers: new Map(), order: firstOrder(data), isOrdered: false });

/**
 * @param {ExerciseData} data
 * @returns {Exercise}
 */
export const createExercise = (data) => ({
  data,
  words: data.words,
  items: new Map(data.elements.map((item) => [item.id, item])),
  state: freshState(data),
  settle: () => false,
  changed: () => {},
});

/** @param {Exercise} exercise */
export const startAgain = (exercise) => { exercise.state = freshState(exercise.data); };

/**
 * Whether anything was done.
 * @param {Exercise} exercise
 */
export const isBegun = ({ state: { answers, isOrdered } }) =>
  isOrdered || [...answers.values()].some((value) => value === true || (value !== false && value.length > 0));

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

/**
 * Take answers into the exercise; an order only if it is one of the same elements.
 * @param {Exercise} exercise
 * @param {Iterable<[name: string, value: Answer | boolean]>} answers
 * @param {string[]} order
 * @param {boolean} isOrdered
 */
export const takeAnswers = (exercise, answers, order, isOrdered) => {
  const state = freshState(exercise.data);
  for (const [name, value] of answers) state.answers.set(name, value);
  if (order.length === state.order.length && state.order.every((id) => order.includes(id))) {
    Object.assign(state, { order: [...order], isOrdered });
  }
  exercise.state = state;
};

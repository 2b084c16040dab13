// What is right, and hints.
import { fill } from "../common/words.js";
import { textOf } from "./sentences.js";
import { answerTo, isMarkedWeak } from "./state.js";

/** @import { Answer, Exercise, Key, Verdict } from "../types" */
/** @typedef {{ id: string, key: Key, right: Answer | undefined }} Question */

/** @param {Answer | undefined} answer */
const listed = (answer) => [...(answer ?? [])].sort().join();

/**
 * Whether an answer is the right one; the order of several does not matter.
 * @param {Answer | undefined} right
 * @param {Answer | undefined} answer
 */
export const isSame = (right, answer) => (Array.isArray(right) ? listed(right) === listed(answer) : right === answer);

/**
 * All that is asked.
 * @param {Exercise} exercise
 * @returns {Question[]}
 */
export const questions = ({ data }) =>
  data.elements.flatMap(({ id, asks, answers }) => asks.map((key) => ({ id, key, right: answers?.[key] })));

/**
 * How many questions are not answered.
 * @param {Exercise} exercise
 */
export const countOpen = (exercise) =>
  questions(exercise).filter(({ id, key }) => !answerTo(exercise, id, key)?.length).length;

/**
 * @param {Exercise} exercise
 * @param {Question} question
 */
const isRight = (exercise, { id, key, right }) => isSame(right, answerTo(exercise, id, key));

/**
 * What is right of what was answered.
 * @param {Exercise} exercise
 * @returns {Verdict[]}
 */
export const verdicts = (exercise) => {
  const { data, state: { order } } = exercise;
  if (data.what === "order") {
    const broken = (data.before ?? []).filter(([first, second]) => order.indexOf(first) > order.indexOf(second));
    return order.map((id) => ({ id, isRight: !broken.some((pair) => pair.includes(id)) }));
  }
  if (data.what === "find-weak") {
    const marked = data.elements.filter(({ id }) => isMarkedWeak(exercise, id));
    return marked.map(({ id }) => ({ id, isRight: Boolean(data.weakest?.includes(id)) }));
  }
  return questions(exercise).map((question) => ({ id: question.id, isRight: isRight(exercise, question) }));
};

/**
 * How many are right, in words.
 * @param {Exercise} exercise
 * @param {Verdict[]} found
 */
export const score = ({ data, words }, found) => {
  const total = data.what === "find-weak" ? data.weakest?.length ?? 0 : found.length;
  return fill(words.score, { right: found.filter((verdict) => verdict.isRight).length, total });
};

/**
 * The beginning of the right answer, or how many there are.
 * @param {Exercise} exercise
 * @param {Answer | undefined} right
 */
const beginning = (exercise, right) => {
  const { items, words } = exercise;
  if (Array.isArray(right)) {
    return right.length === 1 ? words.hint_one : fill(words.hint_several, { number: right.length });
  }
  const text = right !== undefined && items.has(right) ? textOf(exercise, right) : String(right);
  return fill(words.hint_beginning, { start: text.slice(0, Math.max(6, Math.ceil(text.length / 3))) });
};

/**
 * A hint in words, and the element that it is about, if it is about one.
 * @param {Exercise} exercise
 * @returns {{ text: string, id?: string }}
 */
export const hint = (exercise) => {
  const { data, words } = exercise;
  if (data.what === "find-weak") return { text: words.hint_weak };
  if (data.what === "order") return { text: fill(words.hint_order, { text: textOf(exercise, data.order?.[0] ?? "") }) };
  const open = questions(exercise).find((question) => !isRight(exercise, question));
  if (!open) return { text: words.hint_none };
  return { text: fill(words.hint_next, { start: beginning(exercise, open.right) }), id: open.id };
};

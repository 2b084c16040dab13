// What is right, what is still open, and hints.
import { fill } from "../common/words.js";
import { judge } from "./judge.js";
import { textOf } from "./sentences.js";
import { answerTo, isMarkedWeak } from "./state.js";

/** @import { Answer, Exercise, Judged, Key } from "../types" */
/** @typedef {{ id: string, key: Key }} Question */

/**
 * All that is asked. A box to tick is no question: which boxes to tick is one for the whole exercise.
 * @param {Exercise} exercise
 * @returns {Question[]}
 */
export const questions = ({ data }) =>
  data.elements.flatMap(({ id, asks }) => asks.filter((key) => key !== "weak").map((key) => ({ id, key })));

/**
 * The elements that are marked as weak.
 * @param {Exercise} exercise
 */
export const ticked = (exercise) => exercise.data.elements.filter(({ id }) => isMarkedWeak(exercise, id));

/**
 * The questions that are not answered.
 * @param {Exercise} exercise
 */
export const open = (exercise) => questions(exercise).filter(({ id, key }) => !answerTo(exercise, id, key)?.length);

/**
 * How much is not answered.
 * @param {Exercise} exercise
 */
export const countOpen = (exercise) => {
  const { data: { what, count }, state: { isOrdered } } = exercise;
  if (what === "order") return isOrdered ? 0 : 1;
  return what === "find-weak" ? Math.max(0, count - ticked(exercise).length) : open(exercise).length;
};

/**
 * How many are right, in words.
 * @param {Exercise} exercise
 * @param {Judged} judged
 */
export const score = ({ data, words }, { right, questions: total, points }) => {
  if (data.what === "order") return fill(words.score_order, { right, total });
  const share = Math.round(100 * points / total), isPartly = points > right;
  return fill(isPartly ? words.score_partly : words.score, { right, total, share });
};

/**
 * The beginning of the right answer, how many there are, or what to ask oneself.
 * @param {Exercise} exercise
 * @param {Key} key
 * @param {Answer | undefined} right
 */
const beginning = (exercise, key, right) => {
  const { items, words } = exercise;
  if (key === "table") return words.hint_table;
  if (key === "scheme") return words.hint_scheme;
  if (Array.isArray(right)) {
    return fill(words.hint_next, {
      start: right.length === 1 ? words.hint_one : fill(words.hint_several, { number: right.length }),
    });
  }
  const text = right !== undefined && items.has(right) ? textOf(exercise, right) : String(right);
  const start = text.slice(0, Math.max(6, Math.ceil(text.length / 3)));
  return fill(words.hint_next, { start: fill(words.hint_beginning, { start }) });
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
  const { verdicts } = judge(exercise);
  const wrong = data.elements.find(({ id, asks }) => asks.length && !verdicts.get(id));
  if (!wrong) return { text: words.hint_none };
  const { id, asks, answers } = wrong;
  const key = asks.find((one) => !answerTo(exercise, id, one)?.length)
    ?? asks.find((one) => String(answers?.[one]) !== String(answerTo(exercise, id, one))) ?? asks[0];
  return { text: beginning(exercise, key, answers?.[key]), id };
};

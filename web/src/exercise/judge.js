// The judge: how many points answers get. Marking has the same judge, which says in full what it does
// (src/argmap/classroom/judge.py).
import { assign } from "./assign.js";
import { answerTo, isMarkedWeak } from "./state.js";

/** @import { Answer, Exercise, Judged, Key } from "../types" */
/** @typedef {Partial<Record<Key, Answer>>} Answers */
/** @typedef {(slot: string) => Answers} GivenOf */

const WHOLE = 0.001;
const GIVEN = new Set(["premises", "assumptions"]);

/**
 * The points for a question, from 0 to 1.
 * @param {string} question
 * @param {Answer} right
 * @param {Answer | undefined} given
 */
export const credit = (question, right, given) => {
  if (!given?.length) return 0;
  if (Array.isArray(right)) {
    const wanted = new Set(right), found = new Set([given].flat());
    const shared = [...wanted].filter((one) => found.has(one)).length;
    return shared / (wanted.size + found.size - shared);
  }
  if (given === right) return 1;
  return question === "table" && GIVEN.has(right) && GIVEN.has(String(given)) ? 0.5 : 0;
};

/** @param {number[]} credits */
const valueOf = (credits) => credits.reduce((sum, one) => sum + one + (one === 1 ? WHOLE : 0), 0);

/**
 * What a slot gets for its answers if they are compared with some others.
 * @param {Answers} expected
 * @param {Answers} given
 */
const creditsOf = (expected, given) =>
  Object.entries(expected).map(([question, right]) => credit(question, right, given[/** @type {Key} */ (question)]));

/**
 * The right answers after a turn.
 * @param {Map<string, Answers>} right
 * @param {Record<string, string>} turn
 * @returns {Map<string, Answers>}
 */
const turned = (right, turn) => {
  /** @param {string} one */
  const moved = (one) => turn[one] ?? one;
  return new Map([...right].map(([slot, answers]) => [moved(slot), Object.fromEntries(
    Object.entries(answers).map(([question, value]) =>
      [question, Array.isArray(value) ? value.map(moved) : moved(value)]))]));
};

/**
 * The answers, compared with the right ones and the classes as they are after a turn.
 * @param {string[][]} classes
 * @param {Map<string, Answers>} expected
 * @param {GivenOf} givenOf
 */
const compared = (classes, expected, givenOf) => {
  const partner = new Map([...expected.keys()].map((slot) => [slot, slot]));
  for (const group of classes) {
    const values = group.map((slot) =>
      group.map((wanted) => valueOf(creditsOf(expected.get(wanted) ?? {}, givenOf(slot)))));
    assign(values).forEach((column, row) => partner.set(group[row], group[column]));
  }
  /** @type {Map<string, number[]>} */
  const credits = new Map();
  for (const [slot, wanted] of partner) credits.set(slot, creditsOf(expected.get(wanted) ?? {}, givenOf(slot)));
  return credits;
};

/**
 * @param {Exercise} exercise
 * @returns {Judged}
 */
const judgeGaps = (exercise) => {
  const { data } = exercise;
  /** @type {GivenOf} */
  const givenOf = (slot) => Object.fromEntries(
    (exercise.items.get(slot)?.asks ?? []).map((key) => [key, answerTo(exercise, slot, key)]));
  const asked = data.elements.filter(({ answers }) => answers && Object.keys(answers).length);
  const right = new Map(asked.map(({ id, answers }) => [id, /** @type {Answers} */ (answers)]));
  let best = -1;
  /** @type {Map<string, number[]>} */
  let credits = new Map();
  /** @type {Record<string, string>[]} */
  const turns = [{}, ...data.turns ?? []];
  for (const turn of turns) {
    const classes = (data.classes ?? []).map((group) => group.map((slot) => turn[slot] ?? slot));
    const found = compared(classes, turned(right, turn), givenOf), value = valueOf([...found.values()].flat());
    if (value > best + 1e-9) [best, credits] = [value, found];
  }
  const each = [...credits.values()].flat();
  return {
    points: each.reduce((sum, one) => sum + one, 0), questions: each.length,
    right: each.filter((one) => one === 1).length,
    verdicts: new Map([...credits].map(([slot, own]) => [slot, own.every((one) => one === 1)])),
  };
};

/**
 * @param {Exercise} exercise
 * @returns {Judged}
 */
const judgeWeak = (exercise) => {
  const { data } = exercise;
  const chosen = data.elements.map(({ id }) => id).filter((id) => isMarkedWeak(exercise, id)).sort();
  const hits = new Set((data.weak ?? []).flatMap(({ members, need }) =>
    chosen.filter((id) => members.includes(id)).slice(0, need)));
  const points = Math.max(0, hits.size - Math.max(0, chosen.length - data.count));
  const verdicts = new Map(chosen.map((id) => [id, hits.has(id)]));
  return { points, questions: data.count, right: points, verdicts };
};

/**
 * @param {Exercise} exercise
 * @returns {Judged}
 */
const judgeOrder = ({ data, state: { order, isOrdered } }) => {
  const before = data.before ?? [];
  const broken = before.filter(([first, second]) => order.indexOf(first) > order.indexOf(second));
  const judged = isOrdered ? order : [];
  const verdicts = new Map(judged.map((id) => [id, !broken.some((pair) => pair.includes(id))]));
  const points = isOrdered ? before.length - broken.length : 0;
  return { points, questions: before.length, right: points, verdicts };
};

/**
 * @param {Exercise} exercise
 * @returns {Judged}
 */
export const judge = (exercise) => {
  if (exercise.data.what === "find-weak") return judgeWeak(exercise);
  return exercise.data.what === "order" ? judgeOrder(exercise) : judgeGaps(exercise);
};

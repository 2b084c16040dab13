// The file that a student saves, and opens again: the stamp of the exercise, who did it, and the answers.
import { parse, stringify } from "smol-toml";
import { takeAnswers } from "./state.js";

/** @import { Answer, Exercise } from "../types" */
/** @typedef {{ name: string, group: string }} Student */

/** @param {unknown} value */
const isTable = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * The file as TOML. A question without an answer is left out.
 * @param {Exercise} exercise
 * @param {Student} student
 */
export const writeFile = ({ data, state }, { name, group }) => {
  /** @type {Record<string, Record<string, Answer | boolean>>} */
  const answers = {};
  for (const { id } of data.elements) {
    for (const key of ["text", "table", "scheme", "from", "to", "against", "weak", "why"]) {
      const value = state.answers.get(`${id} ${key}`);
      if (value === true || (value && value.length)) (answers[id] ??= {})[key] = value;
    }
  }
  const order = state.isOrdered ? { order: state.order } : {};
  const who = { ...name && { student: name }, ...group && { class: group } };
  return `${stringify({ format: 1, ...order, exercise: { ...data.stamp, ...who }, answers }).trim()}\n`;
};

/**
 * Read a saved file.
 * @param {Exercise} exercise
 * @param {string} text
 * @returns {{ student: Student, take: () => void } | undefined} who did it, and what takes the answers into the
 *   exercise; nothing if it is not a file of this exercise
 */
export const readFile = (exercise, text) => {
  /** @type {any} */
  const file = parse(text);
  const { exercise: stamp, answers = {}, order = [] } = file, { stamp: own } = exercise.data;
  if (!isTable(stamp) || stamp.map !== own.map || stamp.kind !== own.kind || !isTable(answers)) return undefined;
  /** @type {[string, Answer | boolean][]} */
  const taken = [];
  for (const { id } of exercise.data.elements) {
    const given = isTable(answers[id]) ? answers[id] : {};
    for (const [key, value] of Object.entries(given)) taken.push([`${id} ${key}`, value]);
  }
  const student = { name: String(stamp.student ?? ""), group: String(stamp.class ?? "") };
  return { student, take: () => takeAnswers(exercise, taken, order, order.length > 0) };
};

/**
 * The name of the file: the student's, as far as it is letters and digits, and the exercise's.
 * @param {Exercise} exercise
 * @param {string} name
 */
export const fileName = ({ data: { stamp } }, name) => {
  const parts = [name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-") || "answers", stamp.kind, stamp.variant];
  return `${parts.filter(Boolean).join("-")}.toml`;
};

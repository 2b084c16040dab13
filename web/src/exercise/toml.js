// The student's map as TOML, as `argmap mark` reads it: who marked a weak link, and how a gap is written that was left
// open, are known there.
import { isMarkedWeak, textAnswer } from "./state.js";

/** @import { Answer, Exercise, Item, Told, Values } from "../types" */
/** @typedef {{ table: string, values: Told }} Row */

const STUDENT = "student";

/** @param {string} id */
const leftOpen = (id) => `(left open ${id})`;

/**
 * Texts are written as JSON writes them, which TOML reads the same way; but there DEL is a control character, and half
 * of a surrogate pair no character at all.
 * @param {string} text
 */
export const quote = (text) =>
  JSON.stringify(text.replace(/\p{Surrogate}/gu, "\ufffd")).replaceAll("\x7f", "\\u007f");

/** @param {string} id */
const bare = (id) => (/^[\w-]+$/.test(id) ? id : quote(id));

/** @param {Answer} value */
const written = (value) => (Array.isArray(value) ? `[${value.map(quote).join(", ")}]` : quote(value));

/**
 * A table with what is known in it.
 * @param {string} table
 * @param {string} id
 * @param {Values | Told} values
 */
const section = (table, id, values) => {
  const lines = ["", `[${bare(table)}.${bare(id)}]`];
  for (const [key, value] of Object.entries(values)) if (value?.length) lines.push(`${key} = ${written(value)}`);
  return lines;
};

/**
 * An element with its answers.
 * @param {Exercise} exercise
 * @param {Item} item
 * @returns {Row}
 */
const answered = (exercise, { id, table, told, asks }) => {
  const given = asks.filter((key) => key !== "table").map((key) => [key, exercise.state.answers.get(`${id} ${key}`)]);
  /** @type {Told} */
  const values = { ...told, ...Object.fromEntries(given) };
  if (asks.includes("text")) values.text ||= leftOpen(id);
  return { table: table || textAnswer(exercise, id, "table") || "claims", values };
};

/**
 * What a step needs; an empty id where something is left open.
 * @param {Row} row
 */
const needs = ({ table, values: { text, from = [], to = "", against = "" } }) => {
  const starts = from.length ? from : [""];
  if (table === "inferences") return [to, ...starts];
  if (table === "objections") return [against, ...(text ? from : starts)];
  return [];
};

/**
 * The elements with their answers. A step that was left open is left out, and so is what is said against it.
 * @param {Exercise} exercise
 */
const completed = (exercise) => {
  const rows = new Map(exercise.data.elements.map((item) => [item.id, answered(exercise, item)]));
  for (let before = -1; before !== rows.size;) {
    before = rows.size;
    for (const [id, row] of rows) if (!needs(row).every((end) => rows.has(end))) rows.delete(id);
  }
  return rows;
};

/**
 * What the exercise did not show, as far as what it is about is there.
 * @param {Exercise} exercise
 * @param {Map<string, Row>} rows
 */
const unshown = ({ data }, rows) => {
  const there = new Set([...rows.keys(), ...data.rest.map(([, id]) => id)]);
  return data.rest.flatMap(([table, id, values]) => {
    for (const [key, least] of /** @type {const} */ ([["on", 1], ["among", 2]])) {
      const named = values[key];
      if (!Array.isArray(named)) continue;
      const left = named.filter((name) => there.has(name));
      return left.length < least ? [] : section(table, id, { ...values, [key]: left });
    }
    return section(table, id, values);
  });
};

/**
 * @param {Exercise} exercise
 * @param {string} author
 */
export const writeToml = (exercise, author) => {
  const { data, state: { order }, words } = exercise;
  const lines = ["format = 1", "", "[map]", `title = ${quote(data.title)}`, `language = ${quote(data.language)}`];
  if (author) lines.push(`author = ${quote(author)}`);
  if (data.what === "order") lines.push("", "[map.presentation]", `order = ${written(order)}`);
  const rows = completed(exercise);
  for (const [id, { table, values }] of rows) lines.push(...section(table, id, values));
  lines.push(...unshown(exercise, rows));
  for (const { id } of data.elements.filter((item) => isMarkedWeak(exercise, item.id))) {
    const reason = textAnswer(exercise, id, "why") || words.weak;
    lines.push(...section("contested", `weak-${id}`, { on: id, by: STUDENT, reason }));
  }
  return `${lines.join("\n")}\n`;
};

/**
 * The name of the file: the student's, as far as it is letters and digits.
 * @param {string} author
 */
export const fileName = (author) => `${author.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-") || "answers"}.toml`;

// Which texts a search finds: those with every word of it, whatever their case and accents.
import { stringOf } from "./strings.js";

/** @import { MapElement } from "../types" */

/** @param {string} text */
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

// The facts that are searched: what an element says in full and otherwise, who says it, and where it belongs.
const SEARCHED = new Set([
  "text", "also said as", "about", "definition", "said by", "author", "group", "tags",
]);

/**
 * @param {Map<string, MapElement>} elements
 * @param {MapElement} element
 * @param {string[]} strings
 */
const factsOf = (elements, { facts }, strings) => facts
  .filter(([label]) => SEARCHED.has(stringOf(label, strings)))
  .map(([, text, url = ""]) => stringOf(text, strings) || (elements.get(url.slice(1))?.text ?? ""));

/**
 * What is searched: the words and the id of each element.
 * @param {Map<string, MapElement>} elements
 * @param {string[]} strings
 * @returns {[id: string, text: string][]}
 */
export const searchable = (elements, strings) => [...elements].map(([id, element]) =>
  [id, plain([element.text, id, ...factsOf(elements, element, strings)].join(" "))]);

/**
 * @param {[id: string, text: string][]} texts
 * @param {string} query
 */
export const matching = (texts, query) => {
  const words = plain(query).split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  return texts.filter(([, text]) => words.every((word) => text.includes(word))).map(([id]) => id);
};

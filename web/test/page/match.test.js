import assert from "node:assert/strict";
import test from "node:test";
import { matching, searchable } from "../../src/page/match.js";

const texts = searchable(new Map(Object.entries({
  cafe: { text: "The CAFÉ is closed." },
  river: { text: "The river rises." },
  wide: { text: "Ｗｉｄｅ letters" },
  kazakh: { text: "Қазақстан Ё" },
})));

/** @param {string} query */
const found = (query) => matching(texts, query);

test("case and accents do not matter", () => {
  assert.deepEqual(found("café"), ["cafe"]);
  assert.deepEqual(found("CAFE CLOSED"), ["cafe"]);
  assert.deepEqual(found("қазақстан е"), ["kazakh"]);
  assert.deepEqual(found("wide LETTERS"), ["wide"]);
});

test("every word must be there, in any order, also as a part", () => {
  assert.deepEqual(found("rises the"), ["river"]);
  assert.deepEqual(found("the"), ["cafe", "river"]);
  assert.deepEqual(found("river closed"), []);
  assert.deepEqual(found("iver"), ["river"]);
});

test("ids are searched too", () => {
  assert.deepEqual(found("kazakh"), ["kazakh"]);
});

test("nothing is found for nothing", () => {
  assert.deepEqual(found(""), []);
  assert.deepEqual(found(" \t\n"), []);
  assert.deepEqual(found("\u0301"), []);
});

import assert from "node:assert/strict";
import test from "node:test";
import { matching, searchable } from "../../src/page/match.js";

/** @import { Fact, MapElement } from "../../src/types" */

/**
 * @param {string} text
 * @param {Fact[]} facts
 * @returns {MapElement}
 */
const element = (text, facts = []) => ({ kind: "claim", text, facts });

const texts = searchable(new Map(Object.entries({
  cafe: element("The CAFÉ is closed."),
  river: element("The river rises.", [["because", "it rains"]]),
  wide: element("Ｗｉｄｅ letters"),
  kazakh: element("Қазақстан Ё"),
  mill: element("Mill", [
    ["text", "It was heard at midnight."], [0, "It ran by night."], ["said by", 1], ["group", "", "#law"],
    ["tags", "statute, old"],
  ]),
  law: { ...element("Matters", [["about", "An act of 1910."]]), kind: "group" },
})), ["also said as", "Judge Roe"]);

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

test("the full text, other wordings, who says it, the group and the tags are searched too", () => {
  for (const query of ["midnight", "ran by night", "judge roe", "matters mill", "STATUTE"]) {
    assert.deepEqual(found(query), ["mill"], query);
  }
  assert.deepEqual(found("matters"), ["mill", "law"]);
  assert.deepEqual(found("1910"), ["law"]);
  assert.deepEqual(found("rains"), []);
});

import assert from "node:assert/strict";
import test from "node:test";
import { addTo, known } from "../../src/common/collections.js";

test("a key that must be there", () => {
  assert.equal(known(new Map([["zero", 0]]), "zero"), 0);
  assert.throws(() => known(new Map(), "gone"), /"gone" is not known/);
});

test("lists by key", () => {
  /** @type {Map<string, number[]>} */
  const lists = new Map();
  for (const [name, value] of /** @type {[string, number][]} */ ([["a", 1], ["b", 2], ["a", 3]])) {
    addTo(lists, name, value);
  }
  assert.deepEqual([...lists], [["a", [1, 3]], ["b", [2]]]);
});

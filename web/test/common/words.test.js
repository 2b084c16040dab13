import assert from "node:assert/strict";
import test from "node:test";
import { fill } from "../../src/common/words.js";

test("values are filled in, in any order and as often as they are named", () => {
  assert.equal(fill("{total} / {number} / {number}", { number: 1, total: 20 }), "20 / 1 / 1");
});

test("what has no value stays", () => {
  assert.equal(fill("{gone} {constructor} {}", { number: 1 }), "{gone} {constructor} {}");
});

test("values are taken as they are", () => {
  assert.equal(fill("{first} {second}", { first: "{second}", second: "$& $1" }), "{second} $& $1");
  assert.equal(fill("{zero}{empty}.", { zero: 0, empty: "" }), "0.");
});

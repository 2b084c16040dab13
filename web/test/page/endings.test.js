import assert from "node:assert/strict";
import { test } from "node:test";
import { atEndOf } from "../../src/page/endings.js";

for (const [path, transform] of [
  ["M0 0C5 0 5 10 10 10", "translate(10 10)rotate(0)"],
  ["M0 0C0 5 10 5 10 10", "translate(10 10)rotate(90)"],
  ["M10 0C5 0 5.5 -3 0 -3", "translate(0 -3)rotate(180)"],
  ["M0 20C0 12 4 16 4 16", "translate(4 16)rotate(45)"],
  ["M0 0C5 0 5 5.6e-14 10 -1e-7", "translate(10 -1e-7)rotate(-0.000001145916231974377)"],
  ["M7 7C7 7 7 7 7 7", "translate(7 7)rotate(0)"],
]) {
  test(`the shape at the end of ${path}`, () => assert.equal(atEndOf(path), transform));
}

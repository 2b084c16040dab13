import assert from "node:assert/strict";
import test from "node:test";
import { assign } from "../../src/exercise/assign.js";

/**
 * All orders of some numbers.
 * @param {number[]} numbers
 * @returns {number[][]}
 */
const orders = (numbers) => (numbers.length < 2 ? [numbers] : numbers.flatMap((first) =>
  orders(numbers.filter((other) => other !== first)).map((rest) => [first, ...rest])));

/**
 * @param {number[][]} values
 * @param {number[]} columns
 */
const sum = (values, columns) => columns.reduce((total, column, row) => total + values[row][column], 0);

test("no sum is larger, in squares of all sizes", () => {
  let seed = 7;
  const next = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  for (let size = 0; size < 7; size++) {
    for (let round = 0; round < 60; round++) {
      const values = Array.from({ length: size }, () => Array.from({ length: size }, () => Math.round(next() * 4) / 4));
      const columns = assign(values);
      assert.deepEqual([...columns].sort(), [...Array(size).keys()]);
      const best = Math.max(...orders([...Array(size).keys()]).map((order) => sum(values, order)));
      assert.ok(Math.abs(sum(values, columns) - best) < 1e-9);
    }
  }
});

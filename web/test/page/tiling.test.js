import assert from "node:assert/strict";
import test from "node:test";
import { cutIntoSheets } from "../../src/page/tiling.js";

/** @import { Paper } from "../../src/page/tiling.js" */

const OVERLAP = 40;

/**
 * @param {number} width
 * @param {number} height
 * @param {Paper} paper
 */
const sheets = (width, height, paper = "a4") => cutIntoSheets({ left: -8, top: 20, width, height }, paper);

test("a small picture is one sheet, at its own size at most", () => {
  const [sheet, ...more] = sheets(1000, 800);
  assert.deepEqual(more, []);
  assert.deepEqual(sheet, { name: "A1", box: { left: -8, top: 20, width: 1290, height: 800 } });
});

test("rather a little smaller than with one more sheet", () => {
  assert.equal(sheets(1290 * 1.29, 500).length, 1);
  assert.equal(sheets(1290 * 1.6, 500).length, 2);
  assert.equal(sheets(1290 * 1.29, 500, "a3").length, 1);
  assert.equal(sheets(500, 800 * 1.6).length, 2);
});

test("sheets are named by row and column", () => {
  assert.deepEqual(sheets(2500, 1550).map(({ name }) => name), ["A1", "A2", "B1", "B2"]);
});

test("sheets cover the whole picture, overlap, and are of one size in the proportions of the paper", () => {
  for (const paper of /** @type {Paper[]} */ (["a4", "a3"])) {
    for (const [width, height] of [[3000, 500], [500, 3000], [4000, 4000], [9000, 2500], [20000, 15000]]) {
      const found = sheets(width, height, paper), { box: first } = found[0];
      const { box: last } = /** @type {typeof found[0]} */ (found.at(-1));
      assert.ok(last.left + last.width >= width - 8 - 1e-6, `${width} by ${height} on ${paper}`);
      assert.ok(last.top + last.height >= height + 20 - 1e-6, `${width} by ${height} on ${paper}`);
      const proportion = paper === "a4" ? 1290 / 800 : 1860 / 1210;
      for (const { box } of found) {
        assert.ok(Math.abs(box.width / box.height - proportion) < 1e-9);
        assert.equal(box.width, first.width);
      }
      const beside = found.find(({ name }) => name === "A2"), below = found.find(({ name }) => name === "B1");
      if (beside) assert.equal(beside.box.left, first.left + first.width - OVERLAP);
      if (below) assert.equal(below.box.top, first.top + first.height - OVERLAP);
    }
  }
});

test("a long strip is cut along its length alone", () => {
  assert.equal(sheets(13000, 100).length, 10);
  assert.equal(sheets(100, 8000).length, 10);
  assert.equal(new Set(sheets(13000, 100).map(({ box }) => box.top)).size, 1);
  assert.equal(new Set(sheets(100, 8000).map(({ box }) => box.left)).size, 1);
});

test("so many sheets that no more would do", () => {
  /** @param {[number, number]} size */
  const layout = (size) => {
    const names = sheets(...size).map(({ name }) => name);
    return [new Set(names.map((name) => name[0])).size, new Set(names.map((name) => name.slice(1))).size];
  };
  assert.deepEqual(layout([1290 * 1.2, 800 * 1.2]), [1, 1]);
  assert.deepEqual(layout([1290 * 1.35, 800 * 1.2]), [1, 2]);
  assert.deepEqual(layout([1290 * 1.35, 800 * 1.45]), [2, 2]);
  assert.deepEqual(layout([1290 * 2.45, 800 * 1.2]), [1, 2]);
  assert.deepEqual(layout([1290 * 2.55, 800 * 1.2]), [1, 3]);
  assert.deepEqual(layout([1290 * 1.2, 800 * 2.55]), [3, 1]);
  assert.deepEqual(layout([1290 * 3.2, 800 * 1.45]), [2, 3]);
  assert.deepEqual(layout([1290 * 1.45, 800 * 3.2]), [3, 2]);
});

test("after 26 rows the letters begin again", () => {
  const names = sheets(100, 800 * 30).map(({ name }) => name);
  assert.equal(names[25], "Z1");
  assert.equal(names[26], "A1");
});

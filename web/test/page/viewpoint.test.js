import assert from "node:assert/strict";
import test from "node:test";
import { LEAST, MOST, between, fitted, reaching, scaled } from "../../src/page/viewpoint.js";

/** @import { Transform } from "../../src/page/viewpoint.js" */

const SIZE = { width: 800, height: 600 };
const LIMITS = { most: 1, pad: 0 };

/**
 * Where a point of the picture is seen.
 * @param {Transform} viewpoint
 * @param {number} x
 * @param {number} y
 */
const seen = (viewpoint, x, y) => [x * viewpoint.k + viewpoint.x, y * viewpoint.k + viewpoint.y];

/**
 * @param {number[]} found
 * @param {number[]} wanted
 */
const assertNear = (found, wanted) =>
  found.forEach((value, place) => assert.ok(Math.abs(value - wanted[place]) < 1e-9, `${found} is not ${wanted}`));

test("a part of the picture is fitted in the middle", () => {
  const wide = { left: 100, top: 50, right: 1700, bottom: 150 };
  assert.deepEqual(fitted(wide, SIZE, LIMITS), { x: -50, y: 250, k: 0.5 });
  assert.equal(fitted({ left: 0, top: 0, right: 10, bottom: 6000 }, SIZE, LIMITS).k, 0.1);
  assert.equal(fitted({ left: 0, top: 2000, right: 10, bottom: 3200 }, SIZE, LIMITS).k, 0.5);
});

test("but no larger than allowed, with room around, and not out of sight", () => {
  const small = { left: 0, top: 0, right: 10, bottom: 10 };
  assert.deepEqual(fitted(small, SIZE, { most: 2, pad: 0 }), { x: 390, y: 290, k: 2 });
  assert.equal(fitted({ left: 0, top: 0, right: 700, bottom: 10 }, SIZE, { most: 9, pad: 50 }).k, 1);
  assert.equal(fitted({ left: 0, top: 0, right: 10, bottom: 250 }, SIZE, { most: 9, pad: 50 }).k, 2);
  assert.equal(fitted({ left: 0, top: 0, right: 1e9, bottom: 1 }, SIZE, LIMITS).k, LEAST);
  assert.deepEqual([LEAST, MOST], [0.02, 6]);
});

test("scaling keeps the middle of the window", () => {
  const from = { x: 30, y: -40, k: 0.5 }, to = scaled(from, 1.3, SIZE);
  assert.equal(to.k, 0.65);
  assertNear(seen(to, (400 - 30) / 0.5, (300 + 40) / 0.5), [400, 300]);
  assert.equal(scaled(from, 1000, SIZE).k, MOST);
  assert.equal(scaled(from, 0.0001, SIZE).k, LEAST);
});

test("a box in sight is not moved", () => {
  const box = { x: 10, y: 10, width: 100, height: 50 };
  assert.equal(reaching({ x: 0, y: 0, k: 1 }, box, SIZE), null);
  assert.equal(reaching({ x: 0, y: 0, k: 0.45 }, box, SIZE), null);
  const far = { x: 1000, y: 800, width: 500, height: 350 };
  assert.equal(reaching({ x: 0, y: 0, k: 0.5 }, far, SIZE), null);
  assert.equal(reaching({ x: -9.5, y: -9.5, k: 1 }, box, SIZE), null);
  assert.equal(reaching({ x: -10, y: -10, k: 1.01 }, box, SIZE), null);
});

test("a box out of sight, or too small to be read, comes to the middle", () => {
  const box = { x: 10, y: 10, width: 100, height: 50 };
  for (const from of [
    { x: -10, y: 0, k: 1 }, { x: 0, y: -10, k: 1 }, { x: 690, y: 0, k: 1 }, { x: 0, y: 540, k: 1 },
    { x: 0, y: 0, k: 0.44 }, { x: 900, y: 0, k: 3 }, { x: 450, y: 0, k: 4 }, { x: 0, y: 455, k: 2.5 },
  ]) {
    const to = /** @type {Transform} */ (reaching(from, box, SIZE));
    assert.equal(to.k, Math.max(from.k, 0.75));
    assertNear(seen(to, 60, 35), [400, 300]);
  }
});

test("between two viewpoints the middle moves straight", () => {
  const from = { x: 0, y: 0, k: 1 }, to = { x: -1200, y: -900, k: 4 };
  assertNear(Object.values(between(from, to, 0, SIZE)), Object.values(from));
  assertNear(Object.values(between(from, to, 1, SIZE)), Object.values(to));
  const half = between(from, to, 0.5, SIZE);
  assert.ok(Math.abs(half.k - 2) < 1e-12);
  assertNear(seen(half, 400, 300), [400, 300]);
  const slanted = { x: 30, y: -60, k: 0.5 };
  assertNear(Object.values(between(slanted, to, 0, SIZE)), Object.values(slanted));
  const aside = between({ x: 0, y: 0, k: 1 }, { x: -200, y: 100, k: 1 }, 0.25, SIZE);
  assertNear(Object.values(aside), [-50, 25, 1]);
});

import assert from "node:assert/strict";
import test from "node:test";
import { byEffect, rankEffects } from "../../src/page/ranking.js";

/**
 * @param {string} id
 * @param {number} gain
 * @param {number} loss
 */
const effect = (id, gain, loss = 0) => ({ id, gain, loss });

test("by gain, then by loss, then as they were", () => {
  const effects = [effect("low", 0.1), effect("tie", 0.3, 0.1), effect("first", 0.3, 0.2), effect("same", 0.3, 0.1)];
  assert.deepEqual(effects.sort(byEffect).map(({ id }) => id), ["first", "tie", "same", "low"]);
});

test("noise of the arithmetic is no difference", () => {
  const effects = [effect("noise", 0.3), effect("more", 0.3 + 1e-11, 0), effect("real", 0.3 + 2e-9)];
  assert.deepEqual(effects.sort(byEffect).map(({ id }) => id), ["real", "noise", "more"]);
});

test("an element counts with what it gains the conclusion that it gains most", () => {
  const ranked = rankEffects([
    { standing: 0.5, effects: [effect("both", 0.1, 0.9), effect("one", 0.2)] },
    { standing: 0.5, effects: [effect("both", 0.3, 0.4)] },
  ]);
  assert.deepEqual(ranked, [effect("both", 0.3, 0.4), effect("one", 0.2)]);
});

test("what gains nothing has no rank", () => {
  const effects = [effect("none", 0), effect("noise", 1e-9), effect("harm", -0.2), effect("some", 2e-9)];
  assert.deepEqual(rankEffects([{ standing: 1, effects }]).map(({ id }) => id), ["some"]);
});

test("the order is that of all conclusions together", () => {
  const ranked = rankEffects([
    { standing: 0.5, effects: [effect("low", 0.1)] },
    { standing: 0.5, effects: [effect("high", 0.4, 0.1), effect("higher", 0.4, 0.2)] },
  ]);
  assert.deepEqual(ranked.map(({ id }) => id), ["higher", "high", "low"]);
});

test("noise is none on both sides of a whole", () => {
  const effects = [effect("below", 0.3 - 1e-11), effect("above", 0.3 + 1e-11, 1)];
  assert.deepEqual(effects.sort(byEffect).map(({ id }) => id), ["above", "below"]);
  assert.deepEqual(effects.reverse().sort(byEffect).map(({ id }) => id), ["above", "below"]);
});

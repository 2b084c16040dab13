// The order of weak links: by what they gain a conclusion, then by what they cost it.

/** @import { Assessed, Effect } from "../types" */

// Differences below this are noise of the arithmetic.
const PRECISION = 1e9;

/** @param {number} value */
const rounded = (value) => Math.round(value * PRECISION);

/**
 * @param {Effect} left
 * @param {Effect} right
 */
export const byEffect = (left, right) =>
  rounded(right.gain) - rounded(left.gain) || rounded(right.loss) - rounded(left.loss);

/**
 * The elements in the order of what they gain any conclusion, as the picture ranks them.
 * @param {Assessed[]} assessed
 */
export const rankEffects = (assessed) => {
  /** @type {Map<string, Effect>} */
  const best = new Map();
  for (const { effects } of assessed) {
    for (const effect of effects) {
      if (effect.gain > (best.get(effect.id)?.gain ?? 1 / PRECISION)) best.set(effect.id, effect);
    }
  }
  return [...best.values()].sort(byEffect);
};

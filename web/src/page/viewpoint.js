// The arithmetic of the camera. A viewpoint is how the picture is shifted (x, y; in px of the window) and scaled (k).

/** @typedef {{ x: number, y: number, k: number }} Transform */
/** @typedef {{ width: number, height: number }} Size */
/** @import { Bounds } from "../types" */

export const LEAST = 0.02;
export const MOST = 6;
const READABLE = 0.75, LEGIBLE = 0.45;

/**
 * All of a part of the picture, as large as the window allows.
 * @param {Bounds} bounds
 * @param {Size} size
 * @param {{ most: number, pad: number }} limits
 * @returns {Transform}
 */
export const fitted = ({ left, top, right, bottom }, { width, height }, { most, pad }) => {
  const k = Math.max(LEAST, Math.min(most, (width - 2 * pad) / (right - left), (height - 2 * pad) / (bottom - top)));
  return { x: width / 2 - (k * (left + right)) / 2, y: height / 2 - (k * (top + bottom)) / 2, k };
};

/**
 * Nearer or farther, around the middle of the window.
 * @param {Transform} from
 * @param {number} factor
 * @param {Size} size
 * @returns {Transform}
 */
export const scaled = (from, factor, { width, height }) => {
  const k = Math.min(MOST, Math.max(LEAST, from.k * factor));
  const x = width / 2 - ((width / 2 - from.x) * k) / from.k, y = height / 2 - ((height / 2 - from.y) * k) / from.k;
  return { x, y, k };
};

/**
 * A box in the middle of the window and near enough to be read; null where it is in sight already.
 * @param {Transform} from
 * @param {{ x: number, y: number, width: number, height: number }} box
 * @param {Size} size
 * @returns {Transform | null}
 */
export const reaching = (from, { x, y, width, height }, size) => {
  const left = from.x + x * from.k, top = from.y + y * from.k;
  const isInside = left > 0 && top > 0 && left + width * from.k < size.width && top + height * from.k < size.height;
  if (isInside && from.k >= LEGIBLE) return null;
  const k = Math.max(from.k, READABLE);
  return { x: size.width / 2 - k * (x + width / 2), y: size.height / 2 - k * (y + height / 2), k };
};

/**
 * Part of the way between two viewpoints: the middle of the window moves along a straight line of the picture.
 * @param {Transform} from
 * @param {Transform} to
 * @param {number} share of the way
 * @param {Size} size
 * @returns {Transform}
 */
export const between = (from, to, share, { width, height }) => {
  /** @type {(start: number, end: number) => number} */
  const mix = (start, end) => start + (end - start) * share;
  const k = Math.exp(mix(Math.log(from.k), Math.log(to.k)));
  const x = mix((width / 2 - from.x) / from.k, (width / 2 - to.x) / to.k);
  const y = mix((height / 2 - from.y) / from.k, (height / 2 - to.y) / to.k);
  return { x: width / 2 - x * k, y: height / 2 - y * k, k };
};

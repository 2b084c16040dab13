// The shapes at the ends of lines are paths of their own, as in the picture (render/endings.py).

// Points closer than this give no direction.
const SAME = 0.5;

/**
 * The transform that puts a shape at the end of a curve, along the curve.
 * @param {string} path data of cubic curves in absolute coordinates
 */
export const atEndOf = (path) => {
  const numbers = (path.match(/-?[\d.]+(?:e-?\d+)?/g) ?? []).map(Number), [x, y] = numbers.slice(-2);
  let [u, v] = [x - 1, y];
  for (let at = numbers.length - 4; at >= 0; at -= 2) {
    if (Math.hypot(x - numbers[at], y - numbers[at + 1]) <= SAME) continue;
    [u, v] = [numbers[at], numbers[at + 1]];
    break;
  }
  return `translate(${x} ${y})rotate(${Math.atan2(y - v, x - u) * 180 / Math.PI})`;
};

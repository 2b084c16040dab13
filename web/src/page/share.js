// How a share of the worlds is told: out of 100, or out of 10 000 where that would hide that it is not all or none.
import { fill } from "../common/words.js";

/**
 * @param {number} share
 * @param {{ of: string }} words
 * @param {string} language
 */
export const tellShare = (share, words, language) => {
  const count = Math.round(share * 100);
  const hides = (count === 0 && share > 0) || (count === 100 && share < 1);
  if (!hides) return fill(words.of, { number: count, total: 100 });
  return `${Math.round(share * 10000).toLocaleString(language)} / 10 000`;
};

// Which texts a search finds: those with every word of it, whatever their case and accents.

/** @param {string} text */
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/**
 * What is searched: the text and the id of each element.
 * @param {Map<string, { text: string }>} elements
 * @returns {[id: string, text: string][]}
 */
export const searchable = (elements) => [...elements].map(([id, { text }]) => [id, plain(`${text} ${id}`)]);

/**
 * @param {[id: string, text: string][]} texts
 * @param {string} query
 */
export const matching = (texts, query) => {
  const words = plain(query).split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  return texts.filter(([, text]) => words.every((word) => text.includes(word))).map(([id]) => id);
};

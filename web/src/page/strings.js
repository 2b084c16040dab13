// Texts that appear in several facts are stored once and referred to by number.

/**
 * @param {string | number} text
 * @param {string[]} strings
 */
export const stringOf = (text, strings) => (typeof text === "number" ? strings[text] : text);

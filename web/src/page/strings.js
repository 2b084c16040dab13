// Texts that stand in several facts are told once, and go by their number.

/**
 * @param {string | number} text
 * @param {string[]} strings
 */
export const stringOf = (text, strings) => (typeof text === "number" ? strings[text] : text);

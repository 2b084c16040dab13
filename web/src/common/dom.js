// Small helpers around the document.

/**
 * The element with an id; it must be there.
 * @param {string} id
 */
export const byId = (id) => {
  const element = document.getElementById(id);
  if (!element) throw new Error(`there is no #${id}`);
  return element;
};

/**
 * The field with an id.
 * @param {string} id
 */
export const field = (id) => /** @type {HTMLInputElement} */ (byId(id));

/**
 * The data that stands in a script element.
 * @param {string} id
 * @returns {unknown}
 */
export const embedded = (id) => JSON.parse(byId(id).textContent ?? "");

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} text
 * @param {string} name of its class
 */
export const make = (tag, text = "", name = "") => {
  const element = document.createElement(tag);
  if (text) element.textContent = text;
  if (name) element.className = name;
  return element;
};

/**
 * @param {string} text
 * @param {() => void} action
 */
export const button = (text, action) => {
  const element = make("button", text);
  element.type = "button";
  element.addEventListener("click", action);
  return element;
};

/**
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number>} attributes
 */
export const svg = (tag, attributes = {}) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  return element;
};

// What the screen and the screen reader are told or say of themselves.
import { byId } from "../common/dom.js";

/**
 * Say something to a screen reader.
 * @param {string} text
 */
export const announce = (text) => { byId("_said").textContent = text; };

export const prefersStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

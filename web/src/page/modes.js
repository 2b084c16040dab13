// What the whole page can be switched to: reading, weak links, light or dark.
import { byId } from "../common/dom.js";

/** @import { PageState } from "../types" */

/**
 * @param {string} name what the buttons do
 * @param {boolean} isOn
 */
const press = (name, isOn) => {
  const buttons = document.querySelectorAll(`[data-do=${name}]`);
  for (const button of buttons) button.setAttribute("aria-pressed", String(isOn));
};

/**
 * @param {PageState} state
 * @param {boolean} isOn
 */
export const setReading = (state, isOn) => {
  state.isReading = isOn;
  document.body.classList.toggle("reading", isOn);
  press("read", isOn);
  if (isOn) byId("_outline").focus();
};

/**
 * @param {PageState} state
 * @param {boolean} isOn
 */
export const showWeak = (state, isOn) => {
  state.showsWeak = isOn;
  document.body.classList.toggle("show-weak", isOn);
  press("weak", isOn);
};

export const toggleTheme = () => {
  const { dataset } = document.documentElement;
  const prefersDark = matchMedia("(prefers-color-scheme: dark)").matches;
  const isDark = dataset.theme === "dark" || (dataset.theme === "auto" && prefersDark);
  dataset.theme = isDark ? "light" : "dark";
};

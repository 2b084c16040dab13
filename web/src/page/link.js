// The state in the link: #ID alone, or #ID with what is folded, focused and graded otherwise.

/** @import { Focus, LinkState } from "../types" */

/** @param {string} text */
const decoded = (text) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return ""; // a link that was cut short
  }
};

/**
 * @param {string} value
 * @returns {Focus}
 */
const readFocus = (value) => {
  const [id, steps] = value.split(":");
  return { id: decoded(id), steps: Number(steps) || 2 };
};

/** @param {string} value */
const readGrades = (value) => {
  /** @type {Map<string, number>} */
  const grades = new Map();
  for (const pair of value.split(",")) {
    const [id, grade] = pair.split(":");
    if (Number(grade) >= 0 && Number(grade) <= 1) grades.set(decoded(id), Number(grade));
  }
  return grades;
};

/**
 * @param {string} hash
 * @returns {LinkState}
 */
export const readLink = (hash) => {
  const [first, ...parts] = hash.replace(/^#/, "").split("&");
  /** @type {LinkState} */
  const state = { id: "", folds: null, hidden: [], focus: null, grades: new Map(), showsWeak: true, view: "" };
  if (first.includes("=")) parts.unshift(first);
  else state.id = decoded(first);
  for (const part of parts) {
    const [name, value] = part.split("=", 2);
    if (value === undefined) continue;
    if (name === "fold") state.folds = value ? value.split(",").map(decoded) : [];
    if (name === "hide") {
      state.folds ??= [];
      state.hidden = value ? value.split(",").map(decoded) : [];
    }
    if (name === "focus") state.focus = readFocus(value);
    if (name === "what") for (const [id, grade] of readGrades(value)) state.grades.set(id, grade);
    if (name === "weak") state.showsWeak = value !== "0";
    if (name === "view") state.view = value;
  }
  return state;
};

/** @param {LinkState} state */
export const writeLink = ({ id, folds, hidden, focus, grades, showsWeak, view }) => {
  const graded = [...grades].map(([name, grade]) => `${encodeURIComponent(name)}:${grade}`);
  const parts = [encodeURIComponent(id)];
  if (folds) parts.push(`fold=${folds.map(encodeURIComponent).join(",")}`);
  if (hidden.length) parts.push(`hide=${hidden.map(encodeURIComponent).join(",")}`);
  if (focus) parts.push(`focus=${encodeURIComponent(focus.id)}:${focus.steps}`);
  if (graded.length) parts.push(`what=${graded.join(",")}`);
  if (!showsWeak) parts.push("weak=0");
  if (view) parts.push(`view=${view}`);
  return `#${parts.join("&")}`;
};

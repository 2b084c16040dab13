// The keyboard.
import { closeMenus, elementAt, targetOf } from "./pointer.js";

/** @import { Direction } from "../types" */
/** @import { Camera } from "./camera.js" */
/** @import { Picture } from "./picture.js" */
/** @import { Search } from "./search.js" */
/** @import { Selection } from "./selection.js" */
/** @import { Stage } from "./stage.js" */
/** @import { Way } from "./walks.js" */
/**
 * @typedef {object} Page
 * @property {HTMLElement} map
 * @property {Direction} direction
 * @property {Camera} camera
 * @property {Picture} picture
 * @property {Search} search
 * @property {Selection} selection
 * @property {Stage} stage
 * @property {Record<string, () => void>} actions
 * @property {(id: string) => void} fold
 * @property {(id: string, way: Way) => void} goAlong
 */

/** @type {Record<Direction, Map<string, Way>>} */
const WAYS = {
  right: new Map([["ArrowRight", "on"], ["ArrowLeft", "back"], ["ArrowDown", "next"], ["ArrowUp", "before"]]),
  left: new Map([["ArrowLeft", "on"], ["ArrowRight", "back"], ["ArrowDown", "next"], ["ArrowUp", "before"]]),
  up: new Map([["ArrowUp", "on"], ["ArrowDown", "back"], ["ArrowRight", "next"], ["ArrowLeft", "before"]]),
  down: new Map([["ArrowDown", "on"], ["ArrowUp", "back"], ["ArrowRight", "next"], ["ArrowLeft", "before"]]),
};

/** @type {Map<string, [right: number, down: number]>} */
const PAN = new Map([
  ["ArrowLeft", [60, 0]], ["ArrowRight", [-60, 0]], ["ArrowUp", [0, 60]], ["ArrowDown", [0, -60]],
]);

/** @type {Map<string, "next" | "back" | "first" | "last" | "leave">} */
const ON_STAGE = new Map([
  ["ArrowRight", "next"], ["ArrowDown", "next"], ["PageDown", "next"], [" ", "next"],
  ["ArrowLeft", "back"], ["ArrowUp", "back"], ["PageUp", "back"],
  ["Home", "first"], ["End", "last"], ["Escape", "leave"],
]);

const ACTIONS = new Map([
  ["+", "in"], ["=", "in"], ["-", "out"], ["0", "fit"],
  ["f", "focus"], ["p", "present"], ["r", "read"], ["w", "weak"],
]);

/**
 * @param {KeyboardEvent} event
 * @param {Page} page
 */
const onStage = ({ key }, { stage }) => {
  const move = ON_STAGE.get(key);
  if (!move) return false;
  stage[move]();
  return true;
};

/**
 * @param {string} key
 * @param {string} id
 * @param {Page} page
 */
const onElement = (key, id, { direction, picture, selection, fold, goAlong }) => {
  const way = WAYS[direction].get(key);
  if (way) goAlong(id, way);
  else if (key === " " && picture.canFold(id)) fold(id);
  else if (key === "Enter" && picture.graph.regions.has(id)) fold(id);
  else if (key === " " || key === "Enter") selection.choose(id);
  else return false;
  return true;
};

/**
 * @param {string} key
 * @param {Camera} camera
 */
const onMap = (key, camera) => {
  const move = PAN.get(key);
  if (!move) return false;
  camera.move(...move);
  return true;
};

/**
 * @param {string} key
 * @param {Page} page
 */
const anywhere = (key, { actions, search }) => {
  const name = ACTIONS.get(key.toLowerCase());
  if (name) actions[name]();
  else if (key === "/") search.focus();
  else return false;
  return true;
};

/** @param {Page} page */
const escape = ({ picture, selection, actions }) => {
  selection.light("");
  const open = /** @type {HTMLElement | null} */ (document.activeElement?.closest("details[open]")?.firstElementChild);
  closeMenus();
  open?.focus(); // what had the focus may be hidden now
  if (picture.state.focus) actions.clear();
};

/**
 * Act on a key; the answer is whether there was anything to do for the page instead of the browser.
 * @param {KeyboardEvent} event
 * @param {Page} page
 */
const act = (event, page) => {
  const { key } = event, target = targetOf(event), id = elementAt(event);
  const isButton = Boolean(target?.matches("button, summary, a")), presses = key === " " || key === "Enter";
  if (page.stage.state.isPresenting && !(isButton && key === " ") && onStage(event, page)) return true;
  if (id && onElement(key, id, page)) return true;
  if (target === page.map && onMap(key, page.camera)) return true;
  if (isButton && presses) return false;
  if (key !== "Escape") return anywhere(key, page);
  escape(page);
  return false;
};

/** @param {Page} page */
export const listenToKeys = (page) => {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key !== "Escape" && targetOf(event)?.matches("input, textarea, select")) return;
    if (act(event, page)) event.preventDefault();
  });
};

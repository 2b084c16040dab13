// Mouse, pen and touch.
import { printAs } from "./sheets.js";

/** @import { PageWords } from "../types" */
/** @import { Picture } from "./picture.js" */
/** @import { Selection } from "./selection.js" */
/** @import { Paper } from "./tiling.js" */

// What folds or unfolds when it is clicked: a sign, the title of a group, and the box of one that is folded.
const FOLDING = ".stub, .region > .name, .boxed";

/**
 * What an event happened to.
 * @param {Event} event
 */
export const targetOf = (event) => (event.target instanceof Element ? event.target : null);

/**
 * The element of the map that an event happened to, or nothing.
 * @param {Event} event
 */
export const elementAt = (event) => {
  const group = targetOf(event)?.closest("[data-element]");
  return group instanceof SVGElement ? group.dataset.element ?? "" : "";
};

/** @param {(menu: HTMLDetailsElement) => boolean} which */
export const closeMenus = (which = () => true) => {
  /** @type {NodeListOf<HTMLDetailsElement>} */
  const menus = document.querySelectorAll("details[open]");
  for (const menu of menus) if (which(menu)) menu.open = false;
};

/**
 * @param {Record<string, () => void>} actions what the buttons do
 * @param {{ picture: Picture, words: PageWords, view: Element }} page
 */
export const listenToButtons = (actions, page) => {
  document.addEventListener("click", (event) => {
    const target = targetOf(event), button = target?.closest("button");
    if (button?.dataset.do) actions[button.dataset.do]();
    if (button?.dataset.print) {
      const [how, paper] = button.dataset.print.split(" ");
      closeMenus((menu) => menu.contains(button));
      printAs(how, /** @type {Paper} */ (paper), page);
    }
    closeMenus((menu) => menu.matches(".menu") && !menu.contains(target));
  });
};

/**
 * @param {{ map: HTMLElement, canvas: SVGSVGElement, selection: Selection, fold: (id: string) => void }} page
 */
export const listenToMap = ({ map, canvas, selection, fold }) => {
  canvas.addEventListener("click", (event) => {
    const id = elementAt(event);
    if (!id) return;
    if (targetOf(event)?.closest(FOLDING)) fold(id);
    else selection.choose(id);
  });
  canvas.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    selection.light(targetOf(event)?.matches(".region > .shape") ? "" : elementAt(event));
  });
  canvas.addEventListener("pointerleave", () => selection.light(""));
  // On the region around it: an SVG that listens for focus becomes a stop of its own.
  map.addEventListener("focusin", (event) => {
    const id = elementAt(event);
    if (!id) return;
    selection.hold(id);
    selection.light(id);
  });
  map.addEventListener("focusout", () => selection.light(""));
};

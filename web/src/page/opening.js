// How the page opens: as its link says, and as it was before a map that is served was saved.
import { byId } from "../common/dom.js";
import { linkTo } from "./actions.js";
import { readLink } from "./link.js";
import { isLive, liven } from "./live.js";
import { setReading, showWeak } from "./modes.js";

/** @import { LinkState } from "../types" */
/** @import { Page } from "./actions.js" */
/** @import { Kept } from "./live.js" */
/** @import { WhatIf } from "./whatif.js" */

// Smaller than this the whole picture cannot be read.
const READABLE = 0.6;

/**
 * Be as a link says: folds, focus, grades, weak links, reading.
 * @param {Page} page
 * @param {LinkState} link
 * @param {WhatIf | null} whatIf
 */
export const restore = ({ graph, picture, state }, link, whatIf) => {
  /** @param {string} id */
  const isThere = (id) => graph.units.has(id) || graph.regions.has(id);
  picture.open();
  if (link.folds) {
    picture.setFolds(link.folds.filter(isThere));
    picture.setHidden(link.hidden.filter(isThere));
  }
  const changed = state.grades.size;
  state.grades = new Map([...link.grades].filter(([id]) => graph.elements.has(id)));
  showWeak(state, link.showsWeak);
  state.focus = link.focus && picture.isPlaced(link.focus.id) ? link.focus : null;
  picture.draw({ animated: false });
  if (changed || state.grades.size) whatIf?.update();
  if (state.isReading !== (link.view === "read")) setReading(state, link.view === "read");
};

/**
 * Open where the map can be read: whole if it is small, else at its first conclusion; or at the element of the link.
 * @param {Page} page
 * @param {string} id
 */
export const lookAt = ({ data, graph, picture, camera, selection, state }, id) => {
  const root = data.roots[0] ?? graph.unitOf.keys().next().value;
  const first = root === undefined ? undefined : picture.seenFor(root) || root;
  if (root !== undefined) selection.start(root);
  camera.show(picture.bounds(), { animated: false, most: 1.2 });
  if (state.viewpoint.k < READABLE && first !== undefined && picture.isShown(first)) {
    camera.reach(picture.boxOf(first), { animated: false });
  }
  if (id) selection.choose(id, { isFocused: false, isRemembered: false });
};

/**
 * Follow the address while the page is open: it says how the page is. The browser would scroll the page to an element's
 * place in the document; the camera goes there instead.
 * @param {Page} page
 * @param {WhatIf | null} whatIf
 * @param {string} id the element that the page opens at
 */
export const followLink = (page, whatIf, id) => {
  const { graph, selection, state } = page;
  const follow = () => {
    const link = readLink(location.hash);
    restore(page, link, whatIf);
    if (!state.isReading) scrollTo(0, 0);
    if (graph.elements.has(link.id)) selection.choose(link.id, { isFocused: false, isRemembered: false });
    else selection.unchoose();
  };
  history.scrollRestoration = "manual";
  addEventListener("load", () => { if (graph.elements.has(id) && !isLive()) scrollTo(0, 0); });
  addEventListener("popstate", follow);
};

/**
 * Choose the element that a link within the page names, as everything else stays. Reading ends: its details are beside
 * the map.
 * @param {Page} page
 */
export const listenToLinks = ({ graph, selection, state }) => {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href^='#']") : null;
    const id = link ? readLink(link.getAttribute("href") ?? "").id : "";
    if (!graph.elements.has(id) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (state.isReading) setReading(state, false);
    scrollTo(0, 0);
    selection.choose(id);
  });
};

/**
 * @param {Page} page
 * @param {Kept | null} kept
 */
export const goOn = (page, kept) => {
  if (!isLive()) return;
  const { camera, state } = page, side = byId("_side");
  if (kept) {
    camera.set(kept.camera);
    side.scrollTop = kept.side;
    addEventListener("load", () => scrollTo(0, kept.page));
  }
  liven(() => {
    const { x, y, k } = state.viewpoint;
    return { link: linkTo(page, state.chosen), camera: { x, y, k }, page: scrollY, side: side.scrollTop };
  });
};

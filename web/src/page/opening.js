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
 * Draw the picture with the folds, the focus and the grades of a link.
 * @param {Page} page
 * @param {LinkState} link
 * @param {WhatIf | null} whatIf
 */
export const restore = ({ graph, picture, state }, link, whatIf) => {
  if (link.folds) {
    /** @param {string} id */
    const isThere = (id) => graph.units.has(id) || graph.regions.has(id);
    picture.setFolds(link.folds.filter(isThere));
    picture.setHidden(link.hidden.filter(isThere));
  }
  if (!link.showsWeak) showWeak(state, false);
  if (link.focus && picture.isPlaced(link.focus.id)) picture.focusOn(link.focus.id, link.focus.steps);
  else picture.draw({ animated: false });
  if (state.grades.size) whatIf?.update();
  if (link.view === "read") setReading(state, true);
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
 * Follow the link while the page is open. The browser would scroll the page to an element's place in the document; the
 * camera goes there instead.
 * @param {Page} page
 * @param {string} id the element that the page opens at
 */
export const followLink = ({ graph, selection }, id) => {
  const follow = () => selection.follow(readLink(location.hash).id);
  history.scrollRestoration = "manual";
  addEventListener("load", () => { if (graph.elements.has(id) && !isLive()) scrollTo(0, 0); });
  addEventListener("popstate", follow);
  addEventListener("hashchange", follow);
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

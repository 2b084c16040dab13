// What can be done with the page as a whole: the actions of its buttons and keys.
import { field } from "../common/dom.js";
import { copyText } from "./clipboard.js";
import { readLink, writeLink } from "./link.js";
import { setReading, showWeak, toggleTheme } from "./modes.js";
import { announce } from "./screen.js";
import { toggleFullScreen } from "./stage.js";
import { nextAlong } from "./walks.js";

/** @import { Graph, PageData, PageState } from "../types" */
/** @import { Camera } from "./camera.js" */
/** @import { Details } from "./details.js" */
/** @import { Filters } from "./filters.js" */
/** @import { Picture } from "./picture.js" */
/** @import { Search } from "./search.js" */
/** @import { Selection } from "./selection.js" */
/** @import { Stage } from "./stage.js" */
/** @import { Way } from "./walks.js" */
/**
 * @typedef {object} Page
 * @property {PageData} data
 * @property {Graph} graph
 * @property {PageState} state
 * @property {Picture} picture
 * @property {Camera} camera
 * @property {Filters} filters
 * @property {Search} search
 * @property {Stage} stage
 * @property {Selection} selection
 * @property {Details} details
 */

const CLOSER = 1.3;

/**
 * The link to the page as it is, with an element chosen.
 * @param {Page} page
 * @param {string} id
 */
export const linkTo = ({ graph, picture, state }, id) => {
  const { focus, grades, showsWeak } = state, url = new URL(location.href);
  /** @param {Set<string>} ids */
  const known = (ids) => [...ids].filter((name) => graph.units.has(name) || graph.elements.has(name));
  const folds = picture.isAsOpened ? null : known(state.folded);
  const hidden = folds ? known(state.hidden) : [], view = state.isReading ? "read" : "";
  url.hash = writeLink({ id, folds, hidden, focus, grades, showsWeak, view });
  return url.href;
};

/**
 * Have the address say how the page is now: as a new step in the history if another element is chosen.
 * @param {Page} page
 */
export const remember = (page) => {
  const { chosen } = page.state, link = linkTo(page, chosen), there = new URL(location.href);
  if (link === there.href || (new URL(link).hash === "#" && !there.hash)) return;
  if (readLink(there.hash).id === chosen) history.replaceState(null, "", link);
  else history.pushState(null, "", link);
};

/**
 * @param {Page} page
 * @param {string} id
 */
export const copyLink = async (page, id) => {
  await copyText(linkTo(page, id));
  announce(page.data.words.copied);
};

/**
 * Fold or unfold something; it is unfolded if something of it is folded, unless it says which.
 * @param {Page} page
 * @param {string} id
 * @param {boolean} isUnfolding
 */
export const fold = ({ camera, graph, picture, selection, details, state }, id, isUnfolding = picture.isFolded(id)) => {
  const before = picture.boxOf(id);
  announce(isUnfolding ? picture.unfold(id) : picture.fold(id));
  const after = picture.boxOf(id), { k } = state.viewpoint;
  if (before.x !== after.x || before.y !== after.y) camera.move(k * (before.x - after.x), k * (before.y - after.y));
  if (graph.regions.has(id)) {
    selection.choose(id);
    return;
  }
  if (state.chosen === id) details.show(id);
  selection.hold(state.current);
  selection.remember();
};

/**
 * @param {Page} page
 * @param {string} id
 */
export const focusOn = ({ picture, camera, selection }, id) => {
  if (!picture.isPlaced(id)) return;
  picture.focusOn(id, Number(field("_steps").value));
  camera.show(picture.bounds());
  selection.remember();
};

/**
 * Go to the next element along the argument.
 * @param {Page} page
 * @param {string} id
 * @param {Way} way
 */
export const goAlong = (page, id, way) => {
  const { data, filters, graph, picture, selection } = page;
  if (way === "back" && picture.isFolded(id)) fold(page, id);
  const starts = graph.regions.get(id)?.holds ?? [id];
  /** @param {string} name */
  const isThere = (name) => {
    const seen = picture.seenFor(name);
    return seen !== "" && !filters.isOut(seen) && !(starts.length > 1 && starts.includes(name));
  };
  for (const start of starts) {
    const next = nextAlong(graph, start, way, { isThere, roots: data.roots });
    if (next === undefined) continue;
    selection.goTo(picture.seenFor(next));
    return;
  }
};

/**
 * The actions by the names that the buttons have.
 * @param {Page} page
 * @returns {Record<string, () => void>}
 */
export const actionsOf = (page) => {
  const { camera, filters, picture, search, stage, state } = page;
  const fit = () => camera.show(picture.bounds(), { most: 1.5 });
  /** @param {() => void} change */
  const remembered = (change) => () => {
    change();
    remember(page);
  };
  return {
    in: () => camera.zoomBy(CLOSER),
    out: () => camera.zoomBy(1 / CLOSER),
    fit,
    next: () => search.go(1),
    previous: () => search.go(-1),
    clear: remembered(() => {
      filters.clear();
      picture.focusOn("");
      camera.show(picture.bounds());
    }),
    foldAll: remembered(() => {
      picture.foldAll();
      fit();
    }),
    unfoldAll: remembered(() => {
      picture.unfoldAll();
      fit();
    }),
    focus: () => focusOn(page, state.chosen || state.current),
    weak: remembered(() => {
      showWeak(state, !state.showsWeak);
      picture.markStubs();
    }),
    read: remembered(() => setReading(state, !state.isReading)),
    copy: () => copyLink(page, state.chosen),
    theme: toggleTheme,
    present: () => stage.start(),
    on: () => stage.next(),
    back: () => stage.back(),
    leave: () => stage.leave(),
    screen: toggleFullScreen,
  };
};

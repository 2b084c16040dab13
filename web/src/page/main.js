// The page of an argument map: everything comes together here.
import { byId, embedded } from "../common/dom.js";
import { actionsOf, copyLink, focusOn, fold, goAlong, remember } from "./actions.js";
import { Camera } from "./camera.js";
import { Details } from "./details.js";
import { Filters } from "./filters.js";
import { buildGraph } from "./graph.js";
import { listenToKeys } from "./keys.js";
import { readLink } from "./link.js";
import { takeKept } from "./live.js";
import { followLink, goOn, listenToLinks, lookAt, restore } from "./opening.js";
import { Picture } from "./picture.js";
import { listenToButtons, listenToMap } from "./pointer.js";
import { Search } from "./search.js";
import { Selection } from "./selection.js";
import { printWhole } from "./sheets.js";
import { Stage } from "./stage.js";
import { createState } from "./state.js";
import { WhatIf } from "./whatif.js";

/** @import { PageData } from "../types" */
/** @import { Page } from "./actions.js" */

// The panels below the head know how high it is.
const fitHead = () => {
  const head = /** @type {HTMLElement} */ (document.querySelector("header"));
  document.documentElement.style.setProperty("--head", `${head.offsetHeight}px`);
};
addEventListener("resize", fitHead);
fitHead();

const map = byId("_map"), view = byId("_view");
const canvas = /** @type {SVGSVGElement} */ (map.querySelector("svg"));
canvas.setAttribute("role", "group");
canvas.setAttribute("aria-label", document.title);
canvas.classList.remove("show-weak");

const data = /** @type {PageData} */ (embedded("_data"));
const { words } = data, graph = buildGraph(data), state = createState(graph);
const kept = takeKept(), link = readLink(kept ? new URL(kept.link).hash : location.hash);

const picture = new Picture(graph, data, view, state);
const camera = new Camera(canvas, view, state);
printWhole({ picture, canvas, view, state });
const whatIf = data.models.length
  ? new WhatIf({ graph, data, picture, state, remember: () => remember(page), onChange: () => {
    filters.apply();
    picture.markStubs();
  } }) : null;
if (data.entangled) byId("_standing").textContent = words.no_what_if;
const filters = new Filters(graph, picture, () => selection.settle());
const selection = new Selection({
  graph, picture, camera, state, showDetails: (id) => details.show(id), clearDetails: () => details.clear(),
  remember: () => remember(page),
});
const search = new Search({
  graph, data, picture, state, choose: (id) => selection.choose(id, { isFocused: false, isRemembered: false }),
});
const stage = new Stage({ graph, data, picture, camera, state });
const details = new Details({
  graph, data, picture, whatIf,
  actions: {
    fold: (id, isUnfolding) => fold(page, id, isUnfolding), focus: (id) => focusOn(page, id),
    copy: (id) => copyLink(page, id),
  },
});
/** @type {Page} */
const page = { data, graph, state, picture, camera, filters, search, stage, selection, details };

const actions = actionsOf(page);
listenToButtons(actions, { picture, words, view });
listenToMap({ map, canvas, selection, fold: (id) => fold(page, id) });
listenToKeys({
  map, direction: graph.direction, camera, picture, search, selection, stage, actions,
  fold: (id) => fold(page, id), goAlong: (id, way) => goAlong(page, id, way),
});
restore(page, link, whatIf);
lookAt(page, link.id);
followLink(page, whatIf, link.id);
listenToLinks(page);
goOn(page, kept);

// The page of an argument map: everything comes together here.
import { buildCamera } from "./camera.js";
import { buildDetails } from "./details.js";
import { byId, say } from "./dom.js";
import { buildFilters } from "./filters.js";
import { buildGraph } from "./graph.js";
import { liven, takeKept } from "./live.js";
import { buildPicture } from "./picture.js";
import { buildSearch } from "./search.js";
import { printAs, printWhole } from "./sheets.js";
import { buildStage } from "./stage.js";
import { readState, writeState } from "./state.js";
import { buildWhatIf } from "./whatif.js";

const data = JSON.parse(byId("_data").textContent);
const { words } = data;
const map = byId("_map"), canvas = map.querySelector("svg"), view = byId("_view");
const root = document.documentElement;

const fitHead = () => root.style.setProperty("--head", `${document.querySelector("header").offsetHeight}px`);
addEventListener("resize", fitHead);
fitHead();

canvas.setAttribute("role", "group");
canvas.removeAttribute("aria-labelledby");
canvas.setAttribute("aria-label", document.title);
canvas.classList.remove("show-weak");
const graph = buildGraph(data);
const picture = buildPicture(graph, data, view);
const camera = buildCamera(canvas, view);
const changed = new Map();
let chosen = "", current = "";

const kept = takeKept();
printWhole({ picture, canvas, view });
const start = readState(kept ? new URL(kept.link).hash : location.hash);
for (const [id, grade] of start.grades) if (graph.elements.has(id)) changed.set(id, grade);
const whatIf = data.models.length
  ? buildWhatIf({ models: data.models, top: data.top, text: (id) => graph.elements.get(id)?.text ?? id, picture, graph, words,
    changed, onChange: () => filters?.apply() }) : null;
if (data.entangled) byId("_standing").textContent = words.no_what_if;

// One element at a time can be reached with Tab; the arrow keys move along the argument from there.
const hold = (id) => {
  picture.groups.get(current)?.setAttribute("tabindex", "-1");
  current = id;
  picture.groups.get(id)?.setAttribute("tabindex", "0");
};
const choose = (id, { focus = true, push = true } = {}) => {
  if (!graph.elements.has(id)) return;
  picture.reveal(id);
  chosen = id;
  hold(id);
  for (const [one, group] of picture.groups) group.classList.toggle("chosen", one === id);
  details(id);
  const unit = graph.units.get(graph.unitOf.get(id));
  camera.reach({ ...picture.boxOf(id), width: unit.members.length > 1 ? 212 : unit.width, height: unit.members.length > 1 ? 60 : unit.height });
  if (push && readState(location.hash).id !== id) history.pushState(null, "", `#${encodeURIComponent(id)}`);
  if (focus) picture.groups.get(id)?.focus({ preventScroll: true });
};

const linkTo = (id = chosen) => {
  const url = new URL(location.href);
  url.hash = writeState({ id, folds: [...picture.folded].filter((one) => graph.elements.has(one)), focus: picture.focus, grades: changed,
    weak: document.body.classList.contains("show-weak"), view: document.body.classList.contains("reading") ? "read" : "" });
  return url.href;
};
const copy = async (id) => {
  const text = linkTo(id);
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  say(words.copied);
};
const press = (name, on) => {
  for (const one of document.querySelectorAll(`[data-do=${name}]`)) one.setAttribute("aria-pressed", String(on));
};
const reading = (on = !document.body.classList.contains("reading")) => {
  document.body.classList.toggle("reading", on);
  press("read", on);
  if (on) byId("_outline").focus();
};
const weak = (on = !document.body.classList.contains("show-weak")) => {
  document.body.classList.toggle("show-weak", on);
  press("weak", on);
};
const whole = () => { filters.clear(); picture.focusOn(null); camera.show(picture.bounds()); };
const fold = (id) => { say(picture.toggle(id)); if (chosen === id) details(id); hold(current); };
const focusOn = (id = chosen || current) => {
  if (!id) return;
  picture.focusOn(id, Number(byId("_steps").value));
  camera.show(picture.bounds());
};

const filters = buildFilters({ graph, picture, top: data.top });
const search = buildSearch({ graph, words, picture, choose });
const stage = buildStage({ graph, data, picture, camera, actions: { reading } });
const details = buildDetails({ graph, words, strings: data.strings, whatIf, picture, actions: { fold, focus: focusOn, copy } });

const actions = {
  in: () => camera.by(1.3), out: () => camera.by(1 / 1.3), fit: () => camera.show(picture.bounds(), { most: 1.5 }),
  next: search.next, previous: search.previous, clear: whole, foldAll: () => { picture.foldAll(); actions.fit(); },
  unfoldAll: () => { picture.unfoldAll(); actions.fit(); }, focus: () => focusOn(), present: stage.start,
  weak: () => weak(), read: () => reading(), copy: () => copy(chosen), on: stage.next, back: stage.back, leave: stage.leave, screen: stage.screen,
  theme: () => {
    const dark = root.dataset.theme === "dark" || (root.dataset.theme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
    root.dataset.theme = dark ? "light" : "dark";
  },
};
document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.dataset.do) actions[button.dataset.do]();
  if (button?.dataset.print) {
    const [how, paper] = button.dataset.print.split(" ");
    button.closest("details").open = false;
    printAs(how, paper, { picture, words, title: document.title });
  }
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});

canvas.addEventListener("click", (event) => {
  const group = event.target.closest("[data-element]");
  if (!group) return;
  if (event.target.closest(".stub")) fold(group.dataset.element); else choose(group.dataset.element);
});
const idUnder = (event) => event.target.closest?.("[data-element]")?.dataset.element;
let lit = "";
const light = (id) => { if (id !== lit) { lit = id; picture.light(id); } };
canvas.addEventListener("pointerover", (event) => { if (event.pointerType === "mouse") light(idUnder(event) ?? ""); });
canvas.addEventListener("pointerleave", () => light(""));
// On the region around it: an SVG that listens for focus becomes a stop of its own.
map.addEventListener("focusin", (event) => { const id = idUnder(event); if (id) { hold(id); light(id); } });
map.addEventListener("focusout", () => light(""));

// Along the argument: towards the conclusion, back from it, and to what stands beside.
const step = (id, way) => {
  const isThere = (one) => graph.elements.has(one) && picture.isShown(one) && !filters.isOut(one);
  const onward = (graph.onward.get(id) ?? []).filter(isThere);
  const element = graph.elements.get(id);
  const notesOn = [...graph.elements].filter(([, one]) => one.cautions?.includes(id) || one.contests?.includes(id)).map(([one]) => one);
  const leading = (one) => {
    const found = [...graph.elements].filter(([other]) => (graph.onward.get(other) ?? []).includes(one)).map(([other]) => other);
    const { cautions = [], contests = [] } = graph.elements.get(one);
    return [...found, ...cautions, ...contests].filter(isThere);
  };
  if (way === "on") return onward[0] ?? notesOn.find(isThere);
  if (way === "back") {
    if (picture.isFolded(id)) fold(id);
    return leading(id)[0];
  }
  const parent = onward[0] ?? notesOn.find(isThere);
  const beside = parent ? leading(parent) : data.roots.filter(isThere);
  const at = beside.indexOf(id);
  return beside[(at + (way === "next" ? 1 : -1) + beside.length) % beside.length] ?? element.kind;
};
const WAYS = {
  right: { ArrowRight: "on", ArrowLeft: "back", ArrowDown: "next", ArrowUp: "before" },
  left: { ArrowLeft: "on", ArrowRight: "back", ArrowDown: "next", ArrowUp: "before" },
  up: { ArrowUp: "on", ArrowDown: "back", ArrowRight: "next", ArrowLeft: "before" },
  down: { ArrowDown: "on", ArrowUp: "back", ArrowRight: "next", ArrowLeft: "before" },
}[graph.direction];
const PAN = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };
const ON_STAGE = { ArrowRight: "next", ArrowDown: "next", PageDown: "next", " ": "next", ArrowLeft: "back", ArrowUp: "back", PageUp: "back",
  Home: "first", End: "last", Escape: "leave" };
const KEYS = { "+": "in", "=": "in", "-": "out", 0: "fit", f: "focus", p: "present", r: "read", w: "weak" };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches?.("input, textarea, select")) return;
  const isButton = event.target.matches?.("button, summary, a");
  if (stage.isOn && ON_STAGE[event.key] && !(isButton && event.key === " ")) {
    event.preventDefault();
    stage[ON_STAGE[event.key]]();
    return;
  }
  const id = idUnder(event);
  if (id) {
    if (event.key === "Enter") { event.preventDefault(); choose(id); return; }
    if (event.key === " ") { event.preventDefault(); if (picture.canFold(id)) fold(id); else choose(id); return; }
    if (WAYS[event.key]) {
      event.preventDefault();
      const next = step(id, WAYS[event.key]);
      if (graph.elements.has(next)) {
        hold(next);
        picture.groups.get(next)?.focus({ preventScroll: true });
        camera.reach({ ...picture.boxOf(next) });
      }
      return;
    }
  } else if (event.target === map && PAN[event.key]) {
    event.preventDefault();
    camera.move(...PAN[event.key]);
    return;
  }
  if (isButton && (event.key === "Enter" || event.key === " ")) return;
  if (event.key === "/") { event.preventDefault(); search.focus(); return; }
  if (event.key === "Escape") { light(""); for (const menu of document.querySelectorAll("details[open]")) menu.open = false; if (picture.focus) whole(); return; }
  const name = KEYS[event.key.toLowerCase()];
  if (name) { event.preventDefault(); actions[name](); }
});

// The browser would scroll the page to an element's place in the document; the camera goes there instead.
history.scrollRestoration = "manual";
const follow = () => {
  const { id } = readState(location.hash);
  if (!graph.elements.has(id)) return;
  if (!document.body.classList.contains("reading")) scrollTo(0, 0);
  if (id !== chosen) choose(id, { focus: false, push: false });
};
addEventListener("load", () => { if (graph.elements.has(start.id) && !document.body.dataset.live) scrollTo(0, 0); });
addEventListener("popstate", follow);
addEventListener("hashchange", follow);

if (start.folds) { picture.folded.clear(); for (const id of start.folds) if (graph.units.has(id)) picture.folded.add(id); }
if (start.focus && graph.elements.has(start.focus.id)) picture.focusOn(start.focus.id, start.focus.steps); else picture.draw({ animated: false });
if (changed.size) whatIf?.update();
if (!start.weak) weak(false);
if (start.view === "read") reading(true);
const first = data.roots[0] ?? graph.elements.keys().next().value;
if (first !== undefined) hold(first);

// Open where the map can be read: whole if it is small, else at its first conclusion.
camera.show(picture.bounds(), { animated: false, most: 1.2 });
if (camera.transform.k < 0.6 && first !== undefined && picture.isShown(first)) camera.reach({ ...picture.boxOf(first) }, { animated: false });
if (start.id) choose(start.id, { focus: false, push: false });

if (document.body.dataset.live) {
  if (kept) {
    camera.set(kept.camera);
    byId("_side").scrollTop = kept.side;
    addEventListener("load", () => scrollTo(0, kept.page));
  }
  liven(() => ({ link: linkTo(), camera: (({ x, y, k }) => ({ x, y, k }))(camera.transform), page: scrollY, side: byId("_side").scrollTop }));
}

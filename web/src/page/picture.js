// The picture on the screen: which units are shown and where, what is folded, lit, marked.
import { known } from "../common/collections.js";
import { fill } from "../common/words.js";
import { arrange, route } from "./arrange.js";
import { MANY, foldsAt, openingDepth, unitsToShow } from "./folding.js";
import { membersOf, unitWith } from "./graph.js";
import { Layers } from "./layers.js";
import { prefersStill } from "./screen.js";
import { around, towards } from "./walks.js";

/** @import { Bounds, Graph, Link, PageData, PageState, Place, Unit } from "../types" */

// More units than this are moved at once.
const MOVING = 600;

export class Picture {
  /**
   * @param {Graph} graph
   * @param {PageData} data
   * @param {Element} view
   * @param {PageState} state
   */
  constructor(graph, data, view, state) {
    this.graph = graph;
    this.words = data.words;
    this.view = view;
    this.state = state;
    this.layers = new Layers(graph, data, view);
    /** @type {(() => void)[]} */
    this.listeners = [];
    for (const { id, x, y } of graph.units.values()) state.places.set(id, [x, y]);
    if (this.isLarge) this.foldBelow(openingDepth(graph.units.values()));
  }

  get isLarge() { return this.layers.isLarge; }

  get groups() { return this.layers.groups; }

  /** @param {() => void} listener */
  onDraw(listener) { this.listeners.push(listener); }

  draw({ animated = true } = {}) {
    const { graph, state, view } = this, before = state.shown.size;
    state.shown = unitsToShow(graph, state.folded, state.focus && around(graph, state.focus.id, state.focus.steps));
    state.isRearranged = this.isLarge || state.focus !== null || state.shown.size < graph.units.size;
    const isMoving = animated && !prefersStill() && before > 0 && state.shown.size < MOVING;
    view.classList.toggle("rearranged", state.isRearranged);
    view.classList.toggle("moving", isMoving);
    this.place();
    for (const listener of this.listeners) listener();
  }

  // Put all that is shown where it belongs, and the rest away.
  place() {
    const { graph, layers, state } = this;
    const places = state.isRearranged ? arrange(graph, state.shown) : null;
    for (const unit of graph.units.values()) {
      if (state.shown.has(unit.id)) this.showUnit(unit, places ? known(places, unit.id) : [unit.x, unit.y]);
      else layers.hideUnit(unit);
    }
    for (const link of graph.links) {
      if (state.shown.has(link.start) && state.shown.has(link.end)) this.showLink(link);
      else layers.hideLink(link);
    }
  }

  /**
   * @param {Unit} unit
   * @param {Place} place
   */
  showUnit(unit, place) {
    const { layers, state } = this;
    state.places.set(unit.id, place);
    layers.showUnit(unit, place);
    layers.markFolded(unit, state.folded.has(unit.id) && unit.children.length > 0 && !state.focus);
  }

  /** @param {Link} link */
  showLink(link) {
    const { graph, layers, state } = this;
    /** @param {string} id */
    const end = (id) => ({ unit: known(graph.units, id), place: known(state.places, id) });
    layers.showLink(link, ({ dataset: { home } }) =>
      (home && !state.isRearranged ? home : route(graph.direction, end(link.start), end(link.end))));
  }

  /** @param {number} depth */
  foldBelow(depth) { this.setFolds(foldsAt(this.graph.units.values(), depth)); }

  /** @param {Iterable<string>} folds */
  setFolds(folds) { this.state.folded = new Set(folds); }

  /**
   * Unfold all above an element, and leave a focus that it is not in.
   * @param {string} id
   */
  reveal(id) {
    const { graph, state } = this;
    let unit = unitWith(graph, id), isChanged = !state.shown.has(unit.id);
    if (isChanged) state.focus = null;
    while (unit.parent !== null) {
      unit = known(graph.units, unit.parent);
      isChanged = state.folded.delete(unit.id) || isChanged;
    }
    if (isChanged) this.draw();
  }

  /**
   * Light the way from an element onward.
   * @param {string} id or nothing
   */
  light(id) {
    const lit = id ? towards(this.graph, id) : new Set();
    this.view.classList.toggle("lit-any", lit.size > 1);
    this.layers.mark("lit", (name) => lit.has(name),
      ({ target }, starts) => lit.has(target) && starts.some((start) => lit.has(start)));
  }

  /**
   * Where what is shown lies; or those of it that are named.
   * @param {Set<string> | null} ids
   * @returns {Bounds}
   */
  bounds(ids = null) {
    const { graph, state } = this;
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const id of state.shown) {
      const unit = known(graph.units, id);
      if (ids && !membersOf(unit).some((member) => ids.has(member))) continue;
      const [x, y] = known(state.places, id);
      [left, top] = [Math.min(left, x), Math.min(top, y - 10)];
      [right, bottom] = [Math.max(right, x + unit.width), Math.max(bottom, y + unit.height + 10)];
    }
    const legend = this.view.querySelector(".legend");
    if (!ids && !state.isRearranged && legend instanceof SVGGElement) {
      const { x, y, width, height } = legend.getBBox();
      [left, right, bottom] = [Math.min(left, x), Math.max(right, x + width), Math.max(bottom, y + height)];
    }
    return left < right ? { left, top, right, bottom } : { left: 0, top: 0, right: 100, bottom: 100 };
  }

  /**
   * Where an element is.
   * @param {string} id
   */
  boxOf(id) {
    const unit = unitWith(this.graph, id);
    const [, right, down] = unit.members.find(([member]) => member === id) ?? unit.members[0];
    const [x, y] = known(this.state.places, unit.id);
    return { x: x + right, y: y + down };
  }

  /** @param {string} id */
  isShown(id) { return this.state.shown.has(this.graph.unitOf.get(id) ?? ""); }

  /** @param {string} id */
  canFold(id) { return (this.graph.units.get(id)?.children.length ?? 0) > 0 && this.graph.unitOf.get(id) === id; }

  /** @param {string} id */
  isFolded(id) { return this.state.folded.has(id); }

  /**
   * Fold or unfold, and answer with what to say of it.
   * @param {string} id
   */
  toggle(id) {
    const { graph, state, words } = this;
    state.focus = null;
    if (!state.folded.delete(id)) state.folded.add(id);
    this.draw();
    return state.folded.has(id) ? fill(words.hidden, { number: known(graph.sizes, id) }) : words.unfold;
  }

  unfoldAll() {
    const { graph, state } = this;
    state.focus = null;
    if (this.isLarge && graph.units.size > MANY) this.foldBelow(openingDepth(graph.units.values()));
    else this.setFolds([]);
    this.draw();
  }

  foldAll() {
    this.state.focus = null;
    this.foldBelow(1);
    this.draw();
  }

  /**
   * Show only what is near an element, or again all.
   * @param {string} id or nothing
   */
  focusOn(id, steps = 0) {
    this.state.focus = id ? { id, steps } : null;
    this.draw();
  }
}

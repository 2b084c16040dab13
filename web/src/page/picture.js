// The picture on the screen: which units are shown and where, what is folded, lit, marked.
import { known } from "../common/collections.js";
import { fill } from "../common/words.js";
import { route } from "./arrange.js";
import {
  MANY, foldedBelow, foldsAt, hiddenAtFirst, leftOutBehind, openingDepth, unfold, unitsToShow,
} from "./folding.js";
import { INSET, moved, plan } from "./frames.js";
import { membersOf, unitWith } from "./graph.js";
import { boxOf, groupWith, isBox, withBoxes } from "./groups.js";
import { Layers } from "./layers.js";
import { prefersStill } from "./screen.js";
import { around, towards } from "./walks.js";

/** @import { Bounds, Graph, Link, PageData, PageState, Place, Rectangle, Unit } from "../types" */

// Of an element in a block, and of a group, so much is brought into sight.
const IN_BLOCK = { width: 212, height: 60 };

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
    this.opened = { folded: new Set(), hidden: new Set() };
    this.layers = new Layers(graph, data, view, state);
    /** @type {(() => void)[]} */
    this.listeners = [];
    for (const { id, x, y } of graph.units.values()) state.places.set(id, [x, y]);
    this.open();
  }

  /** Fold as the page opens. */
  open() {
    const { graph, state } = this;
    state.hidden = new Set(hiddenAtFirst(graph));
    if (this.isLarge && !graph.opening.size) this.foldBelow(openingDepth(graph.units.values()));
    else this.setFolds([]);
    this.opened = { folded: new Set(state.folded), hidden: new Set(state.hidden) };
  }

  /** Whether what is folded is what the page opens with. */
  get isAsOpened() {
    const { opened, state } = this;
    /** @type {(one: Set<string>, other: Set<string>) => boolean} */
    const isSame = (one, other) => one.size === other.size && [...one].every((id) => other.has(id));
    return isSame(state.folded, opened.folded) && isSame(state.hidden, opened.hidden);
  }

  get isLarge() { return this.layers.isLarge; }

  get groups() { return this.layers.groups; }

  /** @param {() => void} listener */
  onDraw(listener) { this.listeners.push(listener); }

  /** @param {{ animated?: boolean, anchor?: string }} options the `anchor` stays where it is */
  draw({ animated = true, anchor = "" } = {}) {
    const { graph, state, view } = this, before = state.shown.size;
    this.settle();
    const near = state.focus && around(graph, state.focus.id, state.focus.steps);
    state.shown = unitsToShow(state.drawn, state, near);
    const home = graph.opening.size ? graph.opening : graph.units;
    state.isRearranged = state.focus !== null || state.drawn !== graph || state.shown.size !== home.size
      || [...state.shown].some((id) => !home.has(id)) || (this.isLarge && !graph.opening.size);
    const isMoving = animated && !prefersStill() && before > 0 && state.shown.size < MOVING;
    view.classList.toggle("rearranged", state.isRearranged);
    view.classList.toggle("moving", isMoving);
    this.place(anchor);
    for (const listener of this.listeners) listener();
  }

  // Folded groups are boxes; but not near a focus, where folds do not count.
  settle() {
    const { graph, state } = this;
    state.drawn = state.focus ? graph : withBoxes(graph, state.folded);
  }

  /**
   * Put all that is shown where it belongs, and the rest away.
   * @param {string} anchor what stays where it is
   */
  place(anchor) {
    const { graph, layers, state } = this, { drawn, shown } = state;
    const stubs = new Map([...shown].map((id) => [id, this.stubOf(known(drawn.units, id))]));
    const planned = state.isRearranged ? this.plannedAround(anchor, stubs) : null;
    for (const unit of graph.units.values()) if (!shown.has(unit.id)) layers.hideUnit(unit);
    for (const id of shown) {
      const unit = known(drawn.units, id);
      this.showUnit(unit, planned ? known(planned.places, id) : [unit.x, unit.y], known(stubs, id));
    }
    this.placeGroups(planned ? planned.frames : new Map([...graph.regions].map(([id, { frames }]) => [id, frames])));
    const links = drawn.links.filter(({ start, end }) => shown.has(start) && shown.has(end));
    const visible = new Set(links.map(({ number }) => number));
    for (const link of graph.links) if (!visible.has(link.number)) layers.hideLink(link);
    for (const link of links) this.showLink(link);
  }

  /**
   * A plan in which the anchor stays where it is.
   * @param {string} anchor
   * @param {Map<string, string>} stubs
   */
  plannedAround(anchor, stubs) {
    const { drawn, places, shown } = this.state, planned = plan(drawn, shown, (id) => Boolean(stubs.get(id)));
    const unit = drawn.unitOf.get(anchor) ?? anchor, before = places.get(unit), after = planned.places.get(unit);
    return before && after ? moved(planned, before[0] - after[0], before[1] - after[1]) : planned;
  }

  /**
   * What is said of what is left out behind a unit: how much, how many weak links, how often it stands.
   * @param {Unit} unit
   */
  stubOf(unit) {
    const { graph, state, words } = this;
    if (isBox(unit) || !this.isFolded(unit.id)) return "";
    /** @param {string} id */
    const isSeen = (id) => this.seenFor(id) !== "";
    const left = leftOutBehind(graph, unit.holds, isSeen), { folded, grades, ranks, showsWeak } = state;
    if (!left.size) {
      return folded.has(unit.id) ? fill(words.stub_more, { number: known(state.drawn.sizes, unit.id) }) : "";
    }
    const weak = showsWeak ? [...left].filter((id) => ranks.has(id)).length : 0;
    const [count, total] = (showsWeak && !grades.size && graph.elements.get(unit.id)?.stands) || ["", ""];
    return [
      fill(words.stub_more, { number: left.size }),
      ...(weak ? [fill(words.stub_weak, { number: weak })] : []),
      ...(count ? [fill(words.stub_stands, { share: fill(words.of, { number: count, total }) })] : []),
    ].join(", ");
  }

  /** Say again what is left out, since ranks or grades have changed, or weak links are shown or not. */
  markStubs() {
    const { layers, state: { drawn, shown } } = this;
    for (const id of shown) {
      const unit = known(drawn.units, id);
      layers.markFolded(unit, this.isFolded(id), this.stubOf(unit));
    }
  }

  /** @param {Map<string, Rectangle[]>} frames */
  placeGroups(frames) {
    const { graph, layers, state } = this;
    state.frames = new Map([...frames].filter(([, several]) => several.length));
    for (const region of graph.regions.values()) {
      const several = state.frames.get(region.id);
      if (several) layers.regions.showFrames(region, several);
      else if (!state.shown.has(boxOf(region.id))) layers.regions.hide(region);
    }
  }

  /**
   * @param {Unit} unit
   * @param {Place} place
   * @param {string} stub
   */
  showUnit(unit, place, stub) {
    const { layers, state } = this;
    state.places.set(unit.id, place);
    layers.showUnit(unit, place);
    layers.markFolded(unit, this.isFolded(unit.id), stub);
  }

  /** @param {Link} link */
  showLink(link) {
    const { graph, layers, state } = this;
    /** @param {string} id */
    const end = (id) => ({ unit: known(state.drawn.units, id), place: known(state.places, id) });
    layers.showLink(link, ({ dataset: { home } }) =>
      (home && !state.isRearranged ? home : route(graph.direction, end(link.start), end(link.end), link.style)));
  }

  /** @param {number} depth */
  foldBelow(depth) { this.setFolds(foldsAt(this.graph.units.values(), depth)); }

  /** @param {Iterable<string>} folds */
  setFolds(folds) { this.state.folded = new Set(folds); }

  /** @param {Iterable<string>} ids */
  setHidden(ids) { this.state.hidden = new Set(ids); }

  /**
   * Unfold the group of an element and all above it, and leave a focus that it is not in.
   * @param {string} id
   */
  reveal(id) {
    const { graph, state } = this, group = groupWith(graph, id);
    let isChanged = !this.isShown(id);
    if (isChanged) state.focus = null;
    if (group !== undefined) isChanged = state.folded.delete(group) || isChanged;
    this.settle();
    const { unitOf, units } = state.drawn;
    /** @type {string[]} */
    const way = [];
    for (let at = unitOf.get(id) ?? known(graph.regions, id).units[0]; at;) {
      way.unshift(at);
      at = known(units, at).parent ?? "";
    }
    isChanged = state.hidden.delete(way[0]) || isChanged;
    way.slice(0, -1).forEach((above, place) => {
      if (!state.folded.has(above) && !state.hidden.has(way[place + 1])) return;
      unfold(state.drawn, state, above);
      isChanged = true;
    });
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
    const { state } = this;
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const id of state.shown) {
      const unit = known(state.drawn.units, id);
      if (ids && !membersOf(unit).some((member) => ids.has(member))) continue;
      const [x, y] = known(state.places, id);
      [left, top] = [Math.min(left, x), Math.min(top, y - 10)];
      [right, bottom] = [Math.max(right, x + unit.width), Math.max(bottom, y + unit.height + 10)];
    }
    for (const [x, y, width, height] of ids ? [] : [...state.frames.values()].flat()) {
      [left, top] = [Math.min(left, x), Math.min(top, y - INSET)];
      [right, bottom] = [Math.max(right, x + width), Math.max(bottom, y + height)];
    }
    const legend = this.view.querySelector(".legend");
    if (!ids && !state.isRearranged && legend instanceof SVGGElement) {
      const { x, y, width, height } = legend.getBBox();
      [left, right, bottom] = [Math.min(left, x), Math.max(right, x + width), Math.max(bottom, y + height)];
    }
    return left < right ? { left, top, right, bottom } : { left: 0, top: 0, right: 100, bottom: 100 };
  }

  /**
   * Where an element is; of one in a block, and of a group that is not folded, the part that should be in view.
   * @param {string} id
   */
  boxOf(id) {
    const { graph, state } = this, frame = state.frames.get(id)?.[0];
    if (frame) return { x: frame[0], y: frame[1], width: Math.min(IN_BLOCK.width, frame[2]), height: IN_BLOCK.height };
    const region = graph.regions.get(id);
    const unit = region ? state.drawn.units.get(boxOf(id)) ?? known(graph.units, region.units[0]) : unitWith(graph, id);
    const [, right, down] = unit.members.find(([member]) => member === id) ?? unit.members[0];
    const [x, y] = state.places.get(unit.id) ?? [unit.x, unit.y];
    const { width, height } = unit.members.length > 1 ? IN_BLOCK : unit;
    return { x: x + right, y: y + down, width, height };
  }

  /**
   * Whether something has a place in the picture; a source or a concept may have none.
   * @param {string} id
   */
  isPlaced(id) { return this.graph.unitOf.has(id) || this.graph.regions.has(id); }

  /** @param {string} id */
  isShown(id) {
    const { graph: { unitOf }, state: { frames, shown } } = this;
    return shown.has(unitOf.get(id) ?? boxOf(id)) || frames.has(id);
  }

  /**
   * What is shown for an element: itself, the group that it is folded in, or nothing.
   * @param {string} id
   */
  seenFor(id) {
    if (this.isShown(id)) return id;
    const group = groupWith(this.graph, id) ?? "";
    return this.state.shown.has(boxOf(group)) ? group : "";
  }

  /** @param {string} id */
  canFold(id) {
    const { graph: { regions }, state: { drawn } } = this;
    return regions.has(id) || ((drawn.units.get(id)?.children.length ?? 0) > 0 && drawn.unitOf.get(id) === id);
  }

  /**
   * Whether something of what hangs below is not shown.
   * @param {string} id
   */
  isFolded(id) {
    const { graph, state: { drawn, focus, folded, hidden } } = this;
    if (graph.regions.has(id)) return folded.has(id) && !focus;
    const children = drawn.units.get(id)?.children ?? [];
    return !focus && children.length > 0 && (folded.has(id) || children.some((child) => hidden.has(child)));
  }

  /** @param {string} id */
  folds(id) {
    const { graph, state } = this;
    if (graph.regions.has(id)) return this.isFolded(id) ? [id] : [];
    return foldedBelow(state.drawn, state.shown, id, (name) => this.isFolded(name));
  }

  /**
   * Fold something, and answer with what to say of it.
   * @param {string} id
   */
  fold(id) {
    const { graph, state, words } = this;
    state.focus = null;
    state.folded.add(id);
    this.draw({ anchor: graph.regions.has(id) ? boxOf(id) : id });
    return fill(words.hidden, { number: graph.regions.get(id)?.holds.length ?? known(state.drawn.sizes, id) });
  }

  /**
   * Unfold something by a level, or else what is folded below it, and answer with what to say of it.
   * @param {string} id
   */
  unfold(id) {
    const { graph, state, words } = this, before = state.shown.size;
    const wanted = this.isFolded(id) ? [id] : this.folds(id);
    state.focus = null;
    for (const name of wanted) {
      if (graph.regions.has(name)) state.folded.delete(name);
      else unfold(state.drawn, state, name);
    }
    this.draw({ anchor: graph.regions.has(id) ? boxOf(id) : id });
    return fill(words.more_shown, { number: Math.max(0, state.shown.size - before) });
  }

  unfoldAll() {
    const { graph, state } = this;
    state.focus = null;
    this.setHidden([]);
    if (this.isLarge && graph.units.size > MANY) this.foldBelow(openingDepth(graph.units.values()));
    else this.setFolds([]);
    this.draw();
  }

  // Fold all groups, and all below what is next to the conclusions but the way to the groups.
  foldAll() {
    const { graph, state } = this, groups = [...graph.regions.keys()];
    const { units } = withBoxes(graph, new Set(groups)), onTheWay = new Set();
    for (const group of groups) {
      let unit = known(units, boxOf(group));
      while (unit.parent !== null) {
        onTheWay.add(unit.parent);
        unit = known(units, unit.parent);
      }
    }
    state.focus = null;
    this.setHidden([]);
    this.setFolds([...groups, ...foldsAt(units.values(), 1).filter((id) => !onTheWay.has(id))]);
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

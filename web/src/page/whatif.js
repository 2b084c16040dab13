// What if: any grade can be set anew, and the standing and the ranking follow at once.
import { button, byId, make, svg } from "../common/dom.js";
import { fill } from "../common/words.js";
import { settled } from "./exclusive.js";
import { gradeControls } from "./grades.js";
import { isNote } from "./graph.js";
import { rankEffects } from "./ranking.js";
import { tellShare } from "./share.js";
import { assessModel } from "./standing.js";

/** @import { Assessed, Effect, Graph, Model, PageData, PageState } from "../types" */
/** @import { Picture } from "./picture.js" */

// At least so many weak links are listed, however few the picture marks.
const LISTED = 5;

/**
 * The badge of a weak link, at the upper edge of a box that stands at the origin; as the picture draws it.
 * @param {string} words
 */
const badge = (words) => {
  const width = 12 + 6.1 * words.length, group = svg("g", { class: "badge" });
  const outline = `M16.25 -8h${width - 12.5}a6.25 6.25 0 0 1 0 12.5h${12.5 - width}a6.25 6.25 0 0 1 0 -12.5z`;
  const text = svg("text", { x: 10 + width / 2, y: 1.8 });
  text.textContent = words;
  group.append(svg("path", { d: outline }), text);
  return group;
};

export class WhatIf {
  /**
   * @param {object} page
   * @param {Graph} page.graph
   * @param {PageData} page.data
   * @param {Picture} page.picture
   * @param {PageState} page.state
   * @param {() => void} page.onChange
   * @param {() => void} page.remember what is set, in the history
   */
  constructor({ graph, data, picture, state, onChange, remember }) {
    this.remember = remember;
    this.graph = graph;
    this.models = data.models;
    this.top = data.top;
    this.words = data.words;
    this.picture = picture;
    this.state = state;
    this.onChange = onChange;
    this.section = byId("_standing");
    /** @type {Map<string, number>} the grades of the map */
    this.own = new Map();
    for (const { elements, grades } of this.models) elements.forEach((id, place) => this.own.set(id, grades[place]));
    /** @type {Map<string, number>} the grades now: as they are set, with those of their rivals */
    this.now = new Map(this.own);
    this.asGraded = this.models.map((model) => assessModel(model, model.grades));
    /** @type {Set<() => void>} */
    this.followers = new Set();
    /** @type {Map<string, string>} The badge of each conclusion as it was drawn. */
    this.signs = new Map();
    this.show();
    picture.onDraw(() => this.mark());
  }

  /** @param {string} id */
  grade(id) { return this.now.get(id) ?? 0; }

  /**
   * The grades of a model's elements: those that are set, with what they leave to their rivals.
   * @param {Model} model
   */
  gradesIn({ elements, exclusive, grades }) {
    const { state } = this, set = new Map();
    elements.forEach((id, place) => { if (state.grades.has(id)) set.set(place, state.grades.get(id)); });
    return settled(grades, set, exclusive);
  }

  /**
   * The elements that cannot hold together with one.
   * @param {string} id
   */
  rivalsOf(id) {
    /** @type {Set<string>} */
    const found = new Set();
    for (const { elements, exclusive } of this.models) {
      const place = elements.indexOf(id);
      for (const group of exclusive) if (group.includes(place)) for (const rival of group) found.add(elements[rival]);
    }
    found.delete(id);
    return [...found];
  }

  /**
   * Set a grade; the map's own one is none that is set, unless rivals are to follow it.
   * @param {string} id
   * @param {number} grade
   * @param {{ isKept?: boolean }} options
   */
  set(id, grade, { isKept = false } = {}) {
    const { grades } = this.state;
    if (!isKept && Math.abs(grade - (this.own.get(id) ?? 0)) < 1e-12) grades.delete(id);
    else grades.set(id, grade);
    this.update();
  }

  /**
   * Set a grade by hand, even back to the map's own where a rival has another.
   * @param {string} id
   * @param {number} grade
   */
  slide(id, grade) {
    this.set(id, grade, { isKept: this.rivalsOf(id).some((rival) => this.state.grades.has(rival)) });
  }

  reset() {
    this.state.grades.clear();
    this.update();
    this.remember();
    this.section.focus(); // the button is gone
  }

  update() {
    this.show();
    this.onChange();
    for (const follow of this.followers) follow();
  }

  /** @param {string} id */
  textOf(id) { return this.graph.elements.get(id)?.text ?? id; }

  /** @param {number} share */
  share(share) { return tellShare(share, this.words, document.documentElement.lang); }

  show() {
    const { models, section, state, top, words } = this;
    const grades = models.map((model) => this.gradesIn(model));
    models.forEach(({ elements }, model) => elements.forEach((id, place) => this.now.set(id, grades[model][place])));
    const assessed = models.map((model, place) => assessModel(model, grades[place]));
    const ranked = rankEffects(assessed), isChanged = state.grades.size > 0;
    section.replaceChildren(make("h2", words.standing));
    models.forEach((model, place) => section.append(...this.standingOf(model, assessed[place], this.asGraded[place])));
    section.append(make("h3", isChanged ? words.weak_links_now : words.weak_links));
    const listed = Math.max(top, LISTED), more = ranked.length - listed;
    section.append(this.listOf(ranked.slice(0, listed)));
    if (more > 0) section.append(make("p", fill(words.more_weak, { number: more }), "quiet"));
    if (isChanged) section.append(button(words.reset, () => this.reset()));
    state.ranks = new Map(ranked.slice(0, top).map(({ id }, place) => [id, place + 1]));
    this.mark();
  }

  /**
   * @param {Model} model
   * @param {Assessed} now
   * @param {Assessed} before
   */
  standingOf({ conclusion, range }, now, before) {
    const { models, state, words } = this, isChanged = state.grades.size > 0;
    const share = this.share(now.standing), output = make("output", fill(words.stands, { share }));
    output.dataset.conclusion = conclusion;
    output.dataset.value = String(now.standing);
    const [low, high] = range ?? [], spread = low && high ? ` (${fill(words.range, { low, high })}).` : ".";
    const asGraded = fill(words.as_graded_in, { share: this.share(before.standing) });
    const line = make("p", models.length > 1 ? `${this.textOf(conclusion)} ` : "");
    line.append(output, isChanged ? ` (${asGraded}).` : spread);
    const meter = make("div", "", "meter"), level = make("div");
    level.style.width = `${100 * now.standing}%`;
    meter.append(level);
    const sign = document.getElementById(conclusion)?.querySelector(".standing text");
    if (sign && !this.signs.has(conclusion)) this.signs.set(conclusion, sign.textContent ?? "");
    if (sign) sign.textContent = isChanged ? fill(words.badge_stands, { share }) : this.signs.get(conclusion) ?? "";
    return [line, meter];
  }

  /** @param {Effect[]} effects */
  listOf(effects) {
    const list = make("ol");
    for (const { id, gain } of effects) {
      const item = make("li"), link = make("a", this.textOf(id));
      link.href = `#${id}`;
      item.dataset.ranked = id;
      item.dataset.gain = String(gain);
      item.append(link, make("span", ` W ${gain.toFixed(4)}`, "quiet"));
      list.append(item);
    }
    return list;
  }

  // Mark the weakest links in the picture.
  mark() {
    const { picture: { groups, layers }, state: { frames, ranks }, words } = this;
    for (const [id, group] of groups) {
      group.querySelector(":scope > .badge:not(.standing)")?.remove();
      const rank = ranks.get(id);
      if (rank !== undefined) group.append(badge(fill(words.badge_weak, { rank })));
    }
    layers.mark("weak", (id) => ranks.has(id), (link, starts) => !isNote(link) && starts.some((id) => ranks.has(id)));
    for (const id of frames.keys()) groups.get(id)?.classList.remove("weak");
  }

  /**
   * The controls for the grade of one element, where it has one.
   * @param {string} id
   */
  controls(id) {
    this.followers.clear();
    const asGraded = this.own.get(id);
    if (asGraded === undefined) return [];
    const { models, words } = this;
    const isAgainst = models.every(({ elements, against }) => !elements.includes(id) || against[elements.indexOf(id)]);
    /** @type {[string, number][]} */
    const choices = isAgainst
      ? [[words.as_graded, asGraded], [words.answered, 0], [words.holds, 1]]
      : [[words.as_graded, asGraded], [words.secured, 1], [words.fails, 0]];
    const rivals = this.rivalsOf(id);
    const { element, follow } = gradeControls(choices, { words, rivals: rivals.map((rival) => this.textOf(rival)) }, {
      choose: (grade) => {
        this.set(id, grade);
        this.remember();
      },
      slide: (grade) => this.slide(id, grade),
      slideRival: (place, grade) => this.slide(rivals[place], grade),
      settle: this.remember, // browsers let a page change its address only so often
    });
    const followGrade = () => follow({ grade: this.grade(id), rivals: rivals.map((rival) => this.grade(rival)) });
    this.followers.add(followGrade);
    followGrade();
    return [element];
  }
}

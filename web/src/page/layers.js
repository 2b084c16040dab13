// What of the picture is in the document: elements, blocks of linked premises, and links. Of a large map only what is
// shown; its elements are made from their markup when they are.
import { known } from "../common/collections.js";
import { svg } from "../common/dom.js";
import { atEndOf } from "./endings.js";
import { isBox } from "./groups.js";
import { Regions, fitTexts, parsed, tabOf } from "./regions.js";

/** @import { Graph, Link, PageData, PageState, Place, Unit } from "../types" */
/** @typedef {"some" | "every"} Which of several elements or links count where one stands for them */

export class Layers {
  /**
   * @param {Graph} graph
   * @param {PageData} data
   * @param {Element} view
   * @param {PageState} state
   */
  constructor(graph, data, view, state) {
    this.graph = graph;
    this.state = state;
    this.view = view;
    this.words = data.words;
    this.markup = data.markup;
    this.isLarge = Object.keys(data.markup).length > 0;
    /** @type {Map<string, SVGGElement>} */
    this.groups = new Map();
    /** @type {Map<string, SVGElement>} */
    this.blocks = new Map();
    /** @type {Map<number, SVGElement>} */
    this.lines = new Map();
    /** @type {Map<number, SVGElement>} */
    this.ends = new Map();
    this.endings = data.endings;
    this.lineLayer = /** @type {Element} */ (view.querySelector(".links"));
    this.blockLayer = /** @type {Element} */ (view.querySelector(".blocks"));
    this.elementLayer = svg("g", { class: "elements" });
    view.append(this.elementLayer);
    this.regions = new Regions(graph, data.words, /** @type {Element} */ (view.querySelector(".regions")));
    for (const [id, group] of this.regions.groups) this.groups.set(id, group);
    this.adopt();
  }

  // Take over what is in the document already.
  adopt() {
    fitTexts(this.view);
    for (const id of this.graph.unitOf.keys()) {
      const group = document.getElementById(id);
      if (group) this.addElement(id, /** @type {SVGGElement} */ (/** @type {Element} */ (group)));
    }
    for (const block of this.blockLayer.querySelectorAll("[data-block]")) {
      if (block instanceof SVGElement) this.blocks.set(block.dataset.block ?? "", block);
    }
    for (const line of this.lineLayer.querySelectorAll(".link")) {
      if (!(line instanceof SVGElement)) continue;
      line.dataset.home = line.getAttribute("d") ?? "";
      this.lines.set(Number(line.dataset.link), line);
    }
    for (const end of this.lineLayer.querySelectorAll("[data-end]")) {
      if (end instanceof SVGElement) this.ends.set(Number(end.dataset.end), end);
    }
  }

  /**
   * @param {string} id
   * @param {SVGGElement} group
   */
  addElement(id, group) {
    const element = known(this.graph.elements, id);
    group.dataset.element = id;
    group.setAttribute("tabindex", "-1");
    group.setAttribute("role", "button");
    for (const link of group.querySelectorAll("a")) link.replaceWith(...link.childNodes);
    const name = `${this.words[`kind_${element.kind}`]}: ${element.text}`;
    const title = svg("title");
    title.textContent = name;
    group.setAttribute("aria-label", name);
    group.prepend(title);
    this.groups.set(id, group);
    this.elementLayer.append(group);
  }

  /** @param {Unit} unit */
  addUnit(unit) {
    if (unit.id.startsWith("stack ") && !this.blocks.has(unit.id)) {
      const block = svg("rect", { class: "block", width: unit.width, height: unit.height, rx: 2 });
      this.blocks.set(unit.id, block);
      this.blockLayer.append(block);
    }
    for (const [member] of unit.members) {
      if (!this.groups.has(member)) this.addElement(member, parsed(this.markup[member]));
    }
  }

  /** @param {Unit} unit */
  hideUnit(unit) {
    const parts = [...unit.members.map(([member]) => this.groups.get(member)), this.blocks.get(unit.id)];
    if (!this.isLarge) {
      for (const part of parts) part?.setAttribute("display", "none");
      return;
    }
    for (const part of parts) part?.remove();
    for (const [member] of unit.members) this.groups.delete(member);
    this.blocks.delete(unit.id);
  }

  /**
   * @param {Unit} unit
   * @param {Place} place
   */
  showUnit(unit, [x, y]) {
    if (isBox(unit)) {
      this.regions.showBox(known(this.graph.regions, unit.members[0][0]), [x, y]);
      return;
    }
    if (this.isLarge) this.addUnit(unit);
    for (const [member, right, down] of unit.members) {
      const group = known(this.groups, member);
      group.removeAttribute("display");
      group.setAttribute("transform", `translate(${x + right} ${y + down})`);
    }
    const block = this.blocks.get(unit.id);
    block?.removeAttribute("display");
    block?.setAttribute("transform", `translate(${x} ${y})`);
  }

  /**
   * Say of a unit whether it is folded, and what is.
   * @param {Unit} unit
   * @param {boolean} isFolded
   * @param {string} words
   */
  markFolded(unit, isFolded, words) {
    if (isBox(unit)) return;
    const group = this.groups.get(unit.members[0][0]);
    if (!group) return;
    group.querySelector(":scope > .stub")?.remove();
    if (unit.children.length) group.setAttribute("aria-expanded", String(!isFolded));
    else group.removeAttribute("aria-expanded");
    if (words) group.append(tabOf(words, unit.height + 2));
  }

  /** @param {Link} link */
  hideLink({ number }) {
    for (const parts of [this.lines, this.ends]) {
      const part = parts.get(number);
      if (this.isLarge) {
        part?.remove();
        parts.delete(number);
      } else part?.setAttribute("display", "none");
    }
  }

  /**
   * @param {Link} link
   * @param {(line: SVGElement) => string} path where it runs
   */
  showLink(link, path) {
    const line = this.lines.get(link.number) ?? this.addLine(link);
    line.removeAttribute("display");
    line.setAttribute("d", path(line));
    const end = this.ends.get(link.number);
    end?.removeAttribute("display");
    end?.setAttribute("transform", atEndOf(path(line)));
  }

  /** @param {Link} link */
  addLine({ number, style, width, ending }) {
    const line = svg("path", { class: `link ${style}`, "stroke-width": width });
    this.lines.set(number, line);
    this.lineLayer.append(line);
    if (ending) {
      const end = svg("path", { class: `end ${ending}`, d: this.endings[ending] });
      this.ends.set(number, end);
      this.lineLayer.append(end);
    }
    return line;
  }

  /**
   * Set or take a class of elements and links; of a group, and of a line that stands for several, if it is that of some
   * or of every one.
   * @param {string} name
   * @param {(id: string) => boolean} ofElement
   * @param {(link: Link, starts: string[]) => boolean} ofLink gets the elements that the link starts from, too
   * @param {Which} which
   */
  mark(name, ofElement, ofLink, which = "some") {
    const { graph, state: { drawn } } = this;
    for (const [id, group] of this.groups) {
      const held = graph.regions.get(id)?.holds, isOwn = (!held || which === "some") && ofElement(id);
      group.classList.toggle(name, isOwn || Boolean(held?.[which](ofElement)));
    }
    /** @param {number} number */
    const isMarked = (number) => {
      const link = graph.links[number];
      return ofLink(link, known(graph.units, link.start).holds);
    };
    for (const [number, line] of this.lines) {
      const isOn = (drawn.merged.get(number) ?? [number])[which](isMarked);
      line.classList.toggle(name, isOn);
      this.ends.get(number)?.classList.toggle(name, isOn);
    }
  }
}

// Groups in the document: each is one element, either frames with a title around what is in it, or a box in its place.
import { known } from "../common/collections.js";
import { svg } from "../common/dom.js";
import { INSET } from "./frames.js";

/** @import { Graph, PageWords, Place, Rectangle, Region } from "../types" */

const LINE = 16, SIGN = 14, EDGE = 3;

/**
 * Have lines of text fitted to their lengths by their letters; the page does not say so of each, to be small.
 * @param {Element} root
 */
export const fitTexts = (root) => {
  for (const text of root.querySelectorAll("[textLength]")) text.setAttribute("lengthAdjust", "spacingAndGlyphs");
};

/** @param {string} markup */
export const parsed = (markup) => {
  const text = `<svg xmlns="http://www.w3.org/2000/svg">${markup}</svg>`;
  const root = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  fitTexts(root);
  return /** @type {SVGGElement} */ (document.importNode(/** @type {Element} */ (root.firstElementChild), true));
};

// A letter of the tab is at most about so wide on average, in px; the text is set to its width.
const LETTER = 5.5;

/**
 * The tab below a box that says what is folded.
 * @param {string} words
 * @param {number} top
 */
export const tabOf = (words, top) => {
  const long = LETTER * words.length, width = Math.ceil(long) + 24;
  const tab = svg("g", { class: "stub", transform: `translate(0 ${top})` });
  const text = svg("text", { x: 17, y: 12, textLength: long, lengthAdjust: "spacingAndGlyphs" });
  text.textContent = words;
  const sign = svg("path", { class: "sign", d: "M7 4v8l5-4z" });
  tab.append(svg("path", { class: "tab", d: `M0 0h${width}v16h${-width}z` }), sign, text);
  return tab;
};

/**
 * The sign with which a group is folded or unfolded, in the upper corner of its frame or box.
 * @param {string} words
 * @param {number} right
 * @param {number} top
 */
const sign = (words, right, top) => {
  const group = svg("g", { class: "stub handle", transform: `translate(${right - SIGN - EDGE} ${top + EDGE})` });
  const text = svg("text", { x: SIGN / 2, y: 11 });
  text.textContent = words;
  group.append(svg("path", { d: `M0 0h${SIGN}v${SIGN}h${-SIGN}z` }), text);
  return group;
};

/**
 * @param {Region} region
 * @param {Rectangle} frame
 */
const frameOf = ({ lines, isRtl }, [x, y, width, height]) => {
  const titles = lines.map((line, row) => {
    const text = svg("text", {
      class: isRtl ? "name rtl" : "name", x: isRtl ? x + width - INSET : x + INSET, y: y + LINE + 1 + LINE * row,
    });
    text.textContent = line;
    return text;
  });
  const right = isRtl ? x + SIGN + 2 * EDGE : x + width;
  return [svg("rect", { class: "shape", x, y, width, height, rx: 8 }), ...titles, sign("\u2212", right, y)];
};

export class Regions {
  /**
   * @param {Graph} graph
   * @param {PageWords} words
   * @param {Element} layer
   */
  constructor(graph, words, layer) {
    /** @type {Map<string, SVGGElement>} */
    this.groups = new Map();
    for (const id of graph.regions.keys()) {
      const name = `${words.kind_group}: ${known(graph.elements, id).text}`, title = svg("title");
      const there = /** @type {Element | null} */ (document.getElementById(id));
      const group = there instanceof SVGGElement ? there : svg("g", { id });
      group.dataset.element = id;
      title.textContent = name;
      for (const [key, value] of Object.entries({ tabindex: "0", role: "button", "aria-label": name })) {
        group.setAttribute(key, value);
      }
      group.replaceChildren(title);
      this.groups.set(id, group);
      layer.append(group);
    }
  }

  /**
   * @param {Region} region
   * @param {{ name: string, isFolded: boolean, parts: Element[] }} drawn
   */
  show({ id }, { name, isFolded, parts }) {
    const group = known(this.groups, id), title = /** @type {Element} */ (group.querySelector(":scope > title"));
    group.classList.add("group");
    group.classList.toggle("region", name === "region");
    group.classList.toggle("boxed", name === "boxed");
    group.setAttribute("aria-expanded", String(!isFolded));
    group.removeAttribute("display");
    group.replaceChildren(title, ...parts);
    return group;
  }

  /**
   * @param {Region} region
   * @param {Rectangle[]} frames
   */
  showFrames(region, frames) {
    const parts = frames.flatMap((frame) => frameOf(region, frame));
    this.show(region, { name: "region", isFolded: false, parts }).removeAttribute("transform");
  }

  /**
   * @param {Region} region
   * @param {Place} place
   */
  showBox(region, [x, y]) {
    const { markup, width } = region.box, parts = [...parsed(markup).children, sign("+", width, 0)];
    this.show(region, { name: "boxed", isFolded: true, parts }).setAttribute("transform", `translate(${x} ${y})`);
  }

  /** @param {Region} region */
  hide({ id }) { known(this.groups, id).setAttribute("display", "none"); }
}

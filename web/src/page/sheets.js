// Printing: the picture on one page, or over several with a key that shows which is where.
import { byId, make, svg } from "../common/dom.js";
import { fill } from "../common/words.js";
import { cutIntoSheets } from "./tiling.js";

/** @import { PageState, PageWords } from "../types" */
/** @import { Picture } from "./picture.js" */
/** @import { Box, Paper } from "./tiling.js" */

const MARGIN = 8;

/**
 * @param {Picture} picture
 * @returns {Box}
 */
const wholeOf = (picture) => {
  const { left, top, right, bottom } = picture.bounds();
  return {
    left: left - MARGIN, top: top - MARGIN, width: right - left + 2 * MARGIN, height: bottom - top + 2 * MARGIN,
  };
};

/** @param {Box} box */
const viewBox = ({ left, top, width, height }) => `${left} ${top} ${width} ${height}`;

/**
 * Printed from the browser's own menu: the whole picture, whatever the camera shows.
 * @param {{ picture: Picture, canvas: SVGSVGElement, view: Element, state: PageState }} page
 */
export const printWhole = ({ picture, canvas, view, state }) => {
  addEventListener("beforeprint", () => {
    if (document.body.classList.contains("sheets")) return;
    state.beforePrint = view.getAttribute("transform");
    view.removeAttribute("transform");
    canvas.setAttribute("viewBox", viewBox(wholeOf(picture)));
  });
  addEventListener("afterprint", () => {
    if (state.beforePrint === null) return;
    canvas.removeAttribute("viewBox");
    view.setAttribute("transform", state.beforePrint);
    state.beforePrint = null;
  });
};

/**
 * A copy of the picture for a sheet: it looks as on the screen, and can be seen while that is hidden.
 * @param {Element} view
 */
const copyOf = (view) => {
  const copy = /** @type {Element} */ (view.cloneNode(true));
  copy.removeAttribute("transform");
  for (const part of [copy, ...copy.querySelectorAll("[id], [tabindex]")]) {
    part.removeAttribute("id");
    part.removeAttribute("tabindex");
  }
  return copy;
};

/**
 * Add a sheet with a part of the picture and a line of words above it.
 * @param {Element} view
 * @param {Box} box
 * @param {string} caption
 */
const addSheet = (view, box, caption) => {
  const sheet = make("div", "", "sheet");
  const image = svg("svg", { viewBox: viewBox(box), preserveAspectRatio: "xMidYMid meet", class: "argmap" });
  image.append(copyOf(view));
  sheet.append(make("p", caption), image);
  byId("_sheets").append(sheet);
  return image;
};

/**
 * The frame and the name of a sheet, for the key.
 * @param {{ name: string, box: Box }} sheet
 * @param {Box} whole
 */
const frame = ({ name, box: { left, top, width, height } }, whole) => {
  const line = svg("rect", {
    x: left, y: top, width, height, fill: "none", stroke: "#000", "stroke-width": whole.width / 1200,
  });
  const label = svg("text", { x: left + width / 2, y: top + height / 2, opacity: 0.45 });
  Object.assign(label.style, { fontSize: `${whole.width / 16}px`, textAnchor: "middle" });
  label.textContent = name;
  return [line, label];
};

/**
 * @param {string} how "one" page, several "pages", or the "outline" in words
 * @param {Paper} paper
 * @param {{ picture: Picture, words: PageWords, view: Element }} page
 */
export const printAs = (how, paper, { picture, words, view }) => {
  const holder = byId("_sheets"), { title, body } = document, whole = wholeOf(picture);
  holder.className = paper;
  holder.replaceChildren();
  if (how === "one") addSheet(view, whole, title);
  if (how === "pages") {
    const key = addSheet(view, whole, `${title} · ${words.key}`);
    for (const sheet of cutIntoSheets(whole, paper)) {
      key.append(...frame(sheet, whole));
      addSheet(view, sheet.box, `${title} · ${fill(words.sheet, { name: sheet.name })}`);
    }
  }
  body.classList.add(how === "outline" ? "words" : "sheets");
  addEventListener("afterprint", () => {
    body.classList.remove("sheets", "words");
    holder.replaceChildren();
  }, { once: true });
  print();
};

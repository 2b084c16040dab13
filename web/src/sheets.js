// Printing: the picture on one page, or over several with a key that shows which is where.
import { byId, fill, make, svg } from "./dom.js";

// What fits on a landscape page inside its margins, in px of the picture, printed at four fifths of its size.
const PAPERS = { a4: { width: 1290, height: 800 }, a3: { width: 1860, height: 1210 } };
const OVERLAP = 40, SMALLER = 1.3;

// As few pages as will do: rather a little smaller than with pages that are nearly empty.
const tiling = ([, , wide, tall], { width, height }) => {
  let across = Math.max(1, Math.round(wide / width)), down = Math.max(1, Math.round(tall / height));
  const zoom = () => Math.max((wide + (across - 1) * OVERLAP) / (across * width), (tall + (down - 1) * OVERLAP) / (down * height));
  while (zoom() > SMALLER) {
    if ((wide / (across * width)) >= tall / (down * height)) across++; else down++;
  }
  return { across, down, width: width * zoom(), height: height * zoom() };
};

// Printed from the browser's own menu: the whole picture, whatever the camera shows.
export const printWhole = ({ picture, canvas, view }) => {
  let kept = null;
  addEventListener("beforeprint", () => {
    if (document.body.classList.contains("sheets")) return;
    const { left, top, right, bottom } = picture.bounds();
    kept = view.getAttribute("transform");
    view.removeAttribute("transform");
    canvas.setAttribute("viewBox", `${left - 8} ${top - 8} ${right - left + 16} ${bottom - top + 16}`);
  });
  addEventListener("afterprint", () => {
    if (kept === null) return;
    canvas.removeAttribute("viewBox");
    view.setAttribute("transform", kept);
    kept = null;
  });
};

export const printAs = (how, paper, { picture, words, title }) => {
  const holder = byId("_sheets"), view = byId("_view");
  const { left, top, right, bottom } = picture.bounds();
  const kept = view.getAttribute("transform");
  view.removeAttribute("transform");
  holder.className = paper;
  holder.replaceChildren();
  const sheet = (box, words_) => {
    const page = make("div", "", "sheet"), image = svg("svg", { viewBox: box.join(" "), preserveAspectRatio: "xMidYMid meet", class: "show-weak" });
    image.append(svg("use", { href: "#_view" }));
    page.append(make("p", words_), image);
    holder.append(page);
    return image;
  };
  const whole = [left - 8, top - 8, right - left + 16, bottom - top + 16];
  if (how === "pages") {
    const { across, down, width, height } = tiling(whole, PAPERS[paper]);
    const key = sheet(whole, `${title} · ${words.key}`);
    for (let row = 0; row < down; row++) {
      for (let column = 0; column < across; column++) {
        const name = `${String.fromCharCode(65 + (row % 26))}${column + 1}`;
        const box = [whole[0] + column * (width - OVERLAP), whole[1] + row * (height - OVERLAP), width, height];
        const frame = svg("rect", { x: box[0], y: box[1], width, height, fill: "none", stroke: "#000", "stroke-width": whole[2] / 1200 });
        const label = svg("text", { x: box[0] + width / 2, y: box[1] + height / 2, "text-anchor": "middle", opacity: 0.45 });
        label.style.fontSize = `${whole[2] / 16}px`;
        label.textContent = name;
        key.append(frame, label);
        sheet(box, `${title} · ${fill(words.sheet, { name })}`);
      }
    }
  } else if (how === "one") sheet(whole, title);
  document.body.classList.add(how === "outline" ? "words" : "sheets");
  const done = () => {
    document.body.classList.remove("sheets", "words");
    holder.replaceChildren();
    if (kept) view.setAttribute("transform", kept);
  };
  addEventListener("afterprint", done, { once: true });
  print();
};

// Printing: the picture on one page, or over several with a key that shows which is where.
import { byId, fill, make, svg } from "./dom.js";

// What fits on a landscape page inside its margins, in px of the picture, printed at four fifths of its size.
const PAPERS = { a4: { width: 1290, height: 800 }, a3: { width: 1860, height: 1210 } };
const OVERLAP = 40;

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
    const { width, height } = PAPERS[paper];
    const across = Math.max(1, Math.ceil((whole[2] - OVERLAP) / (width - OVERLAP)));
    const down = Math.max(1, Math.ceil((whole[3] - OVERLAP) / (height - OVERLAP)));
    const key = sheet(whole, `${title} · ${words.key}`);
    for (let row = 0; row < down; row++) {
      for (let column = 0; column < across; column++) {
        const name = `${String.fromCharCode(65 + (row % 26))}${column + 1}`;
        const box = [whole[0] + column * (width - OVERLAP), whole[1] + row * (height - OVERLAP), width, height];
        const frame = svg("rect", { x: box[0], y: box[1], width, height, fill: "none", stroke: "#000", "stroke-width": whole[2] / 500 });
        const label = svg("text", { x: box[0] + width / 2, y: box[1] + height / 2, "text-anchor": "middle", "font-size": whole[2] / 18, opacity: 0.5 });
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

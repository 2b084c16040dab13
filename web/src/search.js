// Search with next and previous.
import { byId, fill } from "./dom.js";

const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

export const buildSearch = ({ graph, words, picture, choose }) => {
  const field = byId("_query"), shown = byId("_found");
  const texts = [...graph.elements].map(([id, { text }]) => [id, folded(`${text} ${id}`)]);
  let found = [], at = -1;
  const mark = () => {
    const all = new Set(found);
    for (const [id, group] of picture.groups) group.classList.toggle("found", all.has(id));
  };
  const say = () => {
    shown.textContent = !field.value.trim() ? "" : found.length
      ? fill(words.found, { number: at + 1, total: found.length }) : words.none_found;
  };
  const go = (step) => {
    if (!found.length) return;
    at = (at + step + found.length) % found.length;
    say();
    choose(found[at], { focus: false, push: false });
    history.replaceState(null, "", `#${encodeURIComponent(found[at])}`);
    mark();
  };
  field.addEventListener("input", () => {
    const words_ = folded(field.value).split(/\s+/).filter(Boolean);
    found = words_.length ? texts.filter(([, text]) => words_.every((word) => text.includes(word))).map(([id]) => id) : [];
    at = -1;
    if (found.length) go(1); else { say(); mark(); }
  });
  byId("_search").addEventListener("submit", (event) => { event.preventDefault(); go(1); });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") { event.preventDefault(); go(event.shiftKey ? -1 : 1); }
    if (event.key === "Escape") { field.value = ""; field.dispatchEvent(new Event("input")); field.blur(); }
    event.stopPropagation();
  });
  picture.onDraw(mark);
  return { next: () => go(1), previous: () => go(-1), focus: () => field.focus() };
};

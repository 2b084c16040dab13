// The page on which a teacher decides on pairs of statements, and that saves the file with the decisions.
import { byId, embedded, make } from "../common/dom.js";

/** @typedef {{ head: string, file: string, pairs: string[] }} Data */

const { head, file, pairs } = /** @type {Data} */ (embedded("data"));

/** @param {number} number */
const answerTo = (number) => {
  /** @type {HTMLInputElement | null} */
  const chosen = document.querySelector(`input[name="pair-${number}"]:checked`);
  return chosen?.value || '""';
};

const save = () => {
  const blocks = pairs.map((pair, number) => `${pair}same = ${answerTo(number)}\n`);
  const link = make("a");
  link.href = URL.createObjectURL(new Blob([[head, ...blocks].join("\n")], { type: "application/toml" }));
  link.download = file;
  link.click();
  URL.revokeObjectURL(link.href);
};

const place = `argmap decisions ${pairs.length} ${pairs.join().length}`;

// Decisions are kept until the page is opened again; what was saved since is in the file.
const keep = () => {
  try {
    localStorage.setItem(place, JSON.stringify(Object.fromEntries(pairs.map((pair, at) => [pair, answerTo(at)]))));
  } catch {
    // no storage: nothing is kept
  }
};

const takeKept = () => {
  try {
    const kept = JSON.parse(localStorage.getItem(place) ?? "{}");
    pairs.forEach((pair, number) => {
      const answer = kept[pair] === '""' ? "" : kept[pair];
      /** @type {NodeListOf<HTMLInputElement>} */
      const boxes = document.querySelectorAll(`input[name="pair-${number}"]`);
      for (const box of boxes) if (box.value === answer) box.checked = true;
    });
  } catch {
    // nothing usable was kept
  }
};

const count = () => {
  const open = pairs.filter((_, number) => answerTo(number) === '""').length;
  byId("progress").textContent = `${pairs.length - open} of ${pairs.length} decided`;
};

takeKept();
document.addEventListener("change", () => {
  count();
  keep();
});
byId("save").addEventListener("click", save);
count();

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

const count = () => {
  const open = pairs.filter((_, number) => answerTo(number) === '""').length;
  byId("progress").textContent = `${pairs.length - open} of ${pairs.length} decided`;
};

document.addEventListener("change", count);
byId("save").addEventListener("click", save);
count();

// The page of an exercise: everything comes together here.
import { byId, embedded, field, make } from "../common/dom.js";
import { fill } from "../common/words.js";
import { countOpen, hint, score, verdicts } from "./checks.js";
import { lineOf } from "./items.js";
import { keep, takeKept } from "./keeping.js";
import { showOrder } from "./ordering.js";
import { createExercise, startAgain } from "./state.js";
import { fileName, writeToml } from "./toml.js";

/** @import { ExerciseData } from "../types" */

const exercise = createExercise(/** @type {ExerciseData} */ (embedded("data")));
const { data, words } = exercise;
const list = byId("items");

/** @param {string} text */
const tell = (text) => { byId("said").textContent = text; };

const lines = () => /** @type {HTMLElement[]} */ ([...list.children]);

const show = () => {
  if (data.what === "order") showOrder(exercise, list);
  else list.replaceChildren(...data.elements.map((item) => lineOf(exercise, item)));
};

const check = () => {
  const found = verdicts(exercise);
  for (const line of lines()) {
    const own = found.filter(({ id }) => id === line.dataset.id), isRight = own.every((verdict) => verdict.isRight);
    line.querySelector(".verdict")?.remove();
    line.classList.toggle("right", own.length > 0 && isRight);
    line.classList.toggle("wrong", own.length > 0 && !isRight);
    if (own.length) line.append(make("span", ` ${isRight ? words.right : words.wrong}`, "verdict"));
  }
  tell(score(exercise, found));
};

const giveHint = () => {
  const { text, id } = hint(exercise);
  tell(text);
  const line = lines().find(({ dataset }) => dataset.id === id);
  /** @type {HTMLElement | null | undefined} */
  const control = line?.querySelector("select, input");
  control?.focus();
};

const begin = () => {
  startAgain(exercise);
  tell("");
  keep(exercise);
  show();
};

const save = () => {
  const author = field("name").value.trim(), link = make("a"), file = fileName(author);
  link.href = URL.createObjectURL(new Blob([writeToml(exercise, author)], { type: "application/toml" }));
  link.download = file;
  link.click();
  URL.revokeObjectURL(link.href);
  const open = countOpen(exercise);
  tell(fill(words.saved, { file }) + (open ? ` ${fill(words.still_open, { number: open })}` : ""));
};

// An exam has no button to check or for hints.
document.getElementById("check")?.addEventListener("click", check);
document.getElementById("hint")?.addEventListener("click", giveHint);
byId("again").addEventListener("click", begin);
byId("save").addEventListener("click", save);
takeKept(exercise);
show();

// The page of an exercise: everything comes together here.
import { button, byId, embedded, field, make } from "../common/dom.js";
import { fill } from "../common/words.js";
import { countOpen, hint, open, score, ticked } from "./checks.js";
import { fileName, readFile, writeFile } from "./file.js";
import { lineOf, tellAgain } from "./items.js";
import { judge } from "./judge.js";
import { keep, keyOf, lastName, rename, takeKept } from "./keeping.js";
import { showOrder } from "./ordering.js";
import { textOf } from "./sentences.js";
import { createExercise, isBegun, startAgain } from "./state.js";

/** @import { ExerciseData } from "../types" */

const exercise = createExercise(/** @type {ExerciseData} */ (embedded("data")));
const { data, words } = exercise;
const list = byId("items"), nameField = field("name"), classField = field("class");
// Whose answers are on the page, whether they would be lost if the tab were closed, and which line had the focus last.
const session = { name: "", isAtRisk: false, at: "" };

/** @param {string} text */
const tell = (text) => { byId("said").textContent = text; };

const lines = () => /** @type {HTMLElement[]} */ ([...list.children]);

// The order on the page at first may be the right one: then there is nothing to move, but it has to be said.
const showConfirming = () => {
  byId("progress").replaceChildren(...exercise.state.isOrdered ? [] : [button(words.order_right, () => {
    const isOther = exercise.settle();
    exercise.state.isOrdered = true;
    exercise.changed(isOther);
    byId("save").focus();
  })]);
};

const showProgress = () => {
  const { elements, what, count } = data;
  const total = what === "find-weak" ? count : elements.reduce((sum, { asks }) => sum + asks.length, 0);
  const number = total - countOpen(exercise);
  if (what === "order") showConfirming();
  else byId("progress").textContent = fill(words.progress, { number, total });
};

const show = () => {
  if (data.what === "order") showOrder(exercise, list);
  else list.replaceChildren(...data.elements.map((item) => lineOf(exercise, item)));
  showProgress();
};

/** @param {Element | null | undefined} line */
const dropVerdict = (line) => {
  line?.classList.remove("right", "wrong");
  line?.querySelector(".verdict")?.remove();
};

// Returns whether somebody else's answers are on the page now.
exercise.settle = () => {
  const name = nameField.value.trim();
  const isOther = rename(exercise, session.name, name, {
    isRenamed: () => window.confirm(fill(words.sure_rename, { before: session.name, after: name })),
    opensKept: () => window.confirm(fill(words.sure_open, { name })),
  });
  session.name = name;
  if (isOther) {
    tell("");
    show();
  }
  return isOther;
};

exercise.changed = (isOther) => {
  session.isAtRisk = !keep(exercise, session.name);
  if (isOther) show();
  else tellAgain(exercise, list);
  showProgress();
  const number = ticked(exercise).length, total = data.count;
  tell(data.what === "find-weak" && number > total ? fill(words.too_many, { number, total }) : "");
};

const check = () => {
  const judged = judge(exercise);
  for (const line of lines()) {
    dropVerdict(line);
    const isRight = judged.verdicts.get(line.dataset.id ?? "");
    if (isRight === undefined) continue;
    line.classList.add(isRight ? "right" : "wrong");
    line.append(make("span", ` ${isRight ? words.right : words.wrong}`, "verdict"));
  }
  tell(score(exercise, judged));
};

/** @param {string | undefined} id */
const goTo = (id) => {
  const line = lines().find(({ dataset }) => dataset.id === id);
  /** @type {HTMLElement | null | undefined} */
  const control = line?.querySelector("select, input");
  control?.focus();
  line?.scrollIntoView({ block: "center" });
};

const giveHint = () => {
  const { text, id } = hint(exercise);
  tell(text);
  goTo(id);
};

// The next open question after the line that had the focus last, and then from the top.
const goToNext = () => {
  const gaps = open(exercise).map(({ id }) => id), all = lines().map(({ dataset }) => dataset.id ?? "");
  const here = all.indexOf(session.at);
  const next = gaps.find((id) => all.indexOf(id) > here) ?? gaps[0];
  if (next) goTo(next);
  else tell(words.all_answered);
};

const begin = () => {
  if (isBegun(exercise) && !window.confirm(words.sure_again)) return;
  startAgain(exercise);
  tell("");
  keep(exercise, session.name);
  show();
};

const save = () => {
  exercise.settle();
  const name = nameField.value.trim(), link = make("a"), file = fileName(exercise, name);
  const text = writeFile(exercise, { name, group: classField.value.trim() });
  link.href = URL.createObjectURL(new Blob([text], { type: "application/toml" }));
  link.download = file;
  link.click();
  URL.revokeObjectURL(link.href);
  session.isAtRisk = false;
  const number = countOpen(exercise);
  const noName = name ? "" : ` ${words.no_name}`;
  tell(fill(words.saved, { file }) + (number ? ` ${fill(words.still_open, { number })}` : "") + noName);
};

const openFile = async () => {
  const input = field("open"), file = input.files?.[0];
  if (!file) return;
  const text = await file.text();
  input.value = "";
  try {
    const read = readFile(exercise, text);
    if (!read) return tell(fill(words.not_of_this, { file: file.name }));
    if (isBegun(exercise) && !window.confirm(words.sure_replace)) return;
    const { student } = read;
    read.take();
    [nameField.value, classField.value, session.name] = [student.name, student.group, student.name];
    session.isAtRisk = !keep(exercise, session.name);
    show();
    tell(fill(words.opened, { file: file.name }));
  } catch {
    tell(fill(words.not_read, { file: file.name }));
  }
};

const showRivals = () => byId("rivals").replaceChildren(...data.rivalries.map(([among, why]) => {
  const texts = among.map((id) => fill(words.quoted, { text: textOf(exercise, id) })).join(", ");
  return make("li", fill(words.rivals, { list: texts }) + (why ? ` (${why})` : ""));
}));

// An exam has no button to check or for hints.
document.getElementById("check")?.addEventListener("click", check);
document.getElementById("hint")?.addEventListener("click", giveHint);
byId("next").addEventListener("click", goToNext);
byId("again").addEventListener("click", begin);
byId("save").addEventListener("click", save);
byId("open").addEventListener("change", () => void openFile());
nameField.addEventListener("change", () => void exercise.settle());
// What was checked is checked no longer once it changes.
list.addEventListener("focusin", ({ target }) => {
  session.at = /** @type {Element} */ (target).closest("li")?.dataset.id ?? "";
});
list.addEventListener("change", ({ target }) => dropVerdict(/** @type {Element} */ (target).closest("li")));
// The same student in another tab: what was answered there is answered here.
window.addEventListener("storage", ({ key }) => {
  if (!session.name || key !== keyOf(exercise, session.name)) return;
  takeKept(exercise, session.name);
  show();
});
window.addEventListener("beforeunload", (event) => {
  if (session.isAtRisk && isBegun(exercise)) event.preventDefault();
});
[session.name, nameField.value] = [lastName(exercise), lastName(exercise)];
takeKept(exercise, session.name);
byId("next").hidden = !data.elements.some(({ asks }) => asks.length && !asks.includes("weak"));
show();
showRivals();

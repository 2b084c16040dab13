import assert from "node:assert/strict";
import test from "node:test";
import { answer, keyOf, pack, takeKept, unpack } from "../../src/exercise/keeping.js";
import { answerTo, isMarkedWeak, startAgain, textAnswer } from "../../src/exercise/state.js";
import { ITEMS, WORDS, exerciseOf } from "../exercises.js";

test("exercises have different keys, the words of the interface make none", () => {
  const { data } = exerciseOf();
  assert.match(keyOf(data), /^argmap exercise -?\d+$/);
  assert.notEqual(keyOf(data), keyOf({ ...data, title: "Sleeq" }));
  assert.notEqual(keyOf(data), keyOf({ ...data, elements: ITEMS.slice(1) }));
  assert.equal(keyOf(data), keyOf({ ...data, words: { ...WORDS, save: "Sichern" } }));
});

test("the key is the same everywhere and always", () => {
  assert.equal(keyOf(exerciseOf({ elements: [], title: "Ш😀" }).data), "argmap exercise -2104276");
});

test("answers are kept and taken back", () => {
  const answers = { "s3 text": 'A "quoted" text', "i2 from": ["s3", "s4"], "s1 weak": true };
  const before = exerciseOf({ what: "order", bank: ["s1", "s3"] }, answers);
  before.state.order = ["s3", "s1"];
  const after = exerciseOf({ what: "order", bank: ["s1", "s3"] });
  unpack(after, pack(before));
  assert.deepEqual(after.state, before.state);
});

test("an order of something else is not taken", () => {
  for (const order of [["s1"], ["s1", "s9"], ["s1", "s3", "s4"]]) {
    const exercise = exerciseOf({ what: "order", bank: ["s1", "s3"] });
    unpack(exercise, JSON.stringify([[["s1 why", "because"]], order]));
    assert.deepEqual(exercise.state.order, ["s1", "s3"]);
    assert.equal(textAnswer(exercise, "s1", "why"), "because");
  }
});

test("what was kept by something else is refused", () => {
  for (const kept of ["", "nonsense", "null", "{}"]) assert.throws(() => unpack(exerciseOf(), kept));
});

test("answers go by element and question", () => {
  const exercise = exerciseOf({}, { "s3 text": "Sleep.", "i2 from": ["s3"], "s1 weak": true, "s4 weak": false });
  assert.equal(answerTo(exercise, "s3", "text"), "Sleep.");
  assert.equal(textAnswer(exercise, "s3", "text"), "Sleep.");
  assert.equal(textAnswer(exercise, "i2", "from"), "");
  assert.equal(textAnswer(exercise, "s4", "text"), "");
  assert.deepEqual(["s1", "s3", "s4"].map((id) => isMarkedWeak(exercise, id)), [true, false, false]);
});

test("to start again, all answers go, and the order is the first one", () => {
  const exercise = exerciseOf({ what: "order", bank: ["s1", "s3"] }, { "s1 why": "because" });
  exercise.state.order.reverse();
  assert.deepEqual(exercise.data.bank, ["s1", "s3"]);
  startAgain(exercise);
  assert.deepEqual(exercise.state, { answers: new Map(), order: ["s1", "s3"] });
});

test("only where there is something to order is there an order", () => {
  assert.deepEqual(exerciseOf({ bank: ["One text.", "Another."] }).state.order, []);
});

/**
 * With something in the place of the browser's storage.
 * @param {Pick<Storage, "getItem" | "setItem">} storage
 * @param {() => void} action
 */
const withStorage = (storage, action) => {
  Object.defineProperty(globalThis, "localStorage", { value: storage, configurable: true });
  action();
  Reflect.deleteProperty(globalThis, "localStorage");
};

test("each answer is kept at once, and taken when the page opens again", () => {
  /** @type {Map<string, string>} */
  const stored = new Map();
  const storage = {
    getItem: (/** @type {string} */ key) => stored.get(key) ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ value) => { stored.set(key, value); },
  };
  withStorage(storage, () => {
    const exercise = exerciseOf(), again = exerciseOf(), different = exerciseOf({ title: "Different" });
    takeKept(exercise);
    assert.equal(exercise.state.answers.size, 0);
    answer(exercise, "s3", "text", "Sleep.");
    assert.equal(textAnswer(exercise, "s3", "text"), "Sleep.");
    takeKept(again);
    assert.deepEqual(again.state, exercise.state);
    takeKept(different);
    assert.equal(different.state.answers.size, 0);
  });
});

test("without storage, or with something else in it, the exercise works all the same", () => {
  const refuse = () => { throw new Error("no storage"); };
  for (const getItem of [refuse, () => "nonsense"]) {
    withStorage({ getItem, setItem: refuse }, () => {
      const exercise = exerciseOf();
      takeKept(exercise);
      answer(exercise, "s3", "text", "Sleep.");
      assert.equal(textAnswer(exercise, "s3", "text"), "Sleep.");
    });
  }
});

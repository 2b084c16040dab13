import assert from "node:assert/strict";
import test from "node:test";
import { keep, lastName, pack, rename, takeKept, unpack } from "../../src/exercise/keeping.js";
import { answerTo, isBegun, isMarkedWeak, startAgain, takeAnswers, textAnswer } from "../../src/exercise/state.js";
import { STAMP, exerciseOf, itemsWith } from "../exercises.js";

/** @import { Answer } from "../../src/types" */

const STATEMENTS = itemsWith({}).filter(({ isStatement }) => isStatement);

/** A store as browsers have one. */
const makeStore = () => {
  /** @type {Map<string, string>} */
  const kept = new Map();
  return {
    kept,
    getItem: (/** @type {string} */ key) => kept.get(key) ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ value) => { kept.set(key, value); },
    removeItem: (/** @type {string} */ key) => { kept.delete(key); },
  };
};

/**
 * With stores in the place of the browser's.
 * @param {() => void} action
 * @param {object} local
 * @param {object} session
 */
const withStores = (action, local = makeStore(), session = makeStore()) => {
  Object.defineProperty(globalThis, "localStorage", { value: local, configurable: true });
  Object.defineProperty(globalThis, "sessionStorage", { value: session, configurable: true });
  action();
  Reflect.deleteProperty(globalThis, "localStorage");
  Reflect.deleteProperty(globalThis, "sessionStorage");
};

const never = () => assert.fail("nobody should be asked");
const ASKS_NOTHING = { isRenamed: never, opensKept: never };

/** @param {Record<string, Answer | boolean>} answers */
const begun = (answers = { "s3 text": "Sleep." }) => exerciseOf({}, answers);

test("answers are packed and unpacked", () => {
  const before = exerciseOf({ what: "order", elements: STATEMENTS }, { "s3 text": 'A "quoted" text', "s1 weak": true });
  Object.assign(before.state, { order: ["s3", "s1", "s4"], isOrdered: true });
  const after = exerciseOf({ what: "order", elements: STATEMENTS });
  unpack(after, pack(before));
  assert.deepEqual(after.state, before.state);
});

test("an order of something else is not taken", () => {
  for (const order of [["s1"], ["s1", "s9", "s4"], ["s1", "s3", "s4", "s5"]]) {
    const exercise = exerciseOf({ what: "order", elements: STATEMENTS });
    takeAnswers(exercise, [["s1 why", "because"]], order, true);
    assert.deepEqual([exercise.state.order, exercise.state.isOrdered], [["s1", "s3", "s4"], false]);
    assert.equal(textAnswer(exercise, "s1", "why"), "because");
  }
});

test("answers go by element and question", () => {
  const exercise = exerciseOf({}, { "s3 text": "Sleep.", "i2 from": ["s3"], "s1 weak": true, "s4 weak": false });
  assert.equal(textAnswer(exercise, "s3", "text"), "Sleep.");
  assert.deepEqual(answerTo(exercise, "i2", "from"), ["s3"]);
  assert.equal(textAnswer(exercise, "i2", "from"), "");
  assert.deepEqual(["s1", "s3", "s4"].map((id) => isMarkedWeak(exercise, id)), [true, false, false]);
});

test("an exercise is begun with the first answer", () => {
  assert.equal(isBegun(exerciseOf({}, { "s3 text": "", "i2 from": [], "s1 weak": false })), false);
  /** @type {[string, Answer | boolean][]} */
  const answers = [["s3 text", "x"], ["i2 from", ["s3"]], ["s1 weak", true]];
  for (const one of answers) {
    const exercise = begun(Object.fromEntries([one]));
    assert.equal(isBegun(exercise), true);
    startAgain(exercise);
    assert.equal(isBegun(exercise), false);
  }
});

test("who gives a name keeps what was there without one", () => withStores(() => {
  const exercise = begun();
  assert.equal(keep(exercise, ""), false);
  assert.equal(rename(exercise, "", "Anna", ASKS_NOTHING), false);
  assert.equal(textAnswer(exercise, "s3", "text"), "Sleep.");
  const again = exerciseOf();
  takeKept(again, "");
  assert.equal(isBegun(again), false);
  takeKept(again, " ANNA ");
  assert.equal(textAnswer(again, "s3", "text"), "Sleep.");
}));

test("the next student sees nothing of it, and finds their own work again", () => withStores(() => {
  const exercise = begun();
  assert.equal(keep(exercise, "Anna"), true);
  takeKept(exercise, "");
  assert.equal(isBegun(exercise), false);
  assert.equal(rename(exercise, "", "Ben", ASKS_NOTHING), false);
  assert.equal(isBegun(exercise), false);
  assert.equal(rename(exercise, "Ben", "Anna", ASKS_NOTHING), true);
  assert.equal(textAnswer(exercise, "s3", "text"), "Sleep.");
}));

test("answers of one student are another's only if they say so", () => {
  for (const isRenamed of [true, false]) {
    withStores(() => {
      const exercise = begun();
      keep(exercise, "Anna");
      const isOther = rename(exercise, "Anna", "Ben", { isRenamed: () => isRenamed, opensKept: never });
      assert.deepEqual([isOther, isBegun(exercise)], [!isRenamed, isRenamed]);
      takeKept(exercise, "Anna");
      assert.equal(isBegun(exercise), true, "Anna's are still there");
    });
  }
});

test("work without a name gives way to what is kept only if asked to", () => {
  for (const opensKept of [true, false]) {
    withStores(() => {
      keep(begun({ "s3 text": "Kept." }), "Anna");
      const exercise = begun({ "s3 text": "New." });
      rename(exercise, "", "Anna", { isRenamed: never, opensKept: () => opensKept });
      assert.equal(textAnswer(exercise, "s3", "text"), opensKept ? "Kept." : "New.");
    });
  }
});

test("exercises have places of their own", () => withStores(() => {
  keep(begun(), "Anna");
  for (const stamp of [{ ...STAMP, map: "f".repeat(32) }, { ...STAMP, help: "none" }]) {
    const other = exerciseOf({ stamp });
    takeKept(other, "Anna");
    assert.equal(isBegun(other), false);
  }
}));

test("the last name is known in this tab alone", () => {
  const local = makeStore(), session = makeStore();
  withStores(() => {
    assert.equal(lastName(exerciseOf()), "");
    keep(begun(), "Anna");
    assert.equal(lastName(exerciseOf()), "Anna");
  }, local, session);
  withStores(() => assert.equal(lastName(exerciseOf()), ""), local);
});

test("without storage, or with something else in it, the exercise works all the same", () => {
  const refuse = () => { throw new Error("no storage"); };
  for (const getItem of [refuse, () => "nonsense", () => "{}", () => "null"]) {
    const store = { getItem, setItem: refuse, removeItem: refuse };
    withStores(() => {
      const exercise = begun();
      assert.equal(keep(exercise, "Anna"), false);
      takeKept(exercise, "Anna");
      assert.equal(isBegun(exercise), false);
      assert.equal(rename(begun(), "", "Ben", { isRenamed: () => true, opensKept: () => false }), false);
    }, store, store);
  }
});

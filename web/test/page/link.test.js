import assert from "node:assert/strict";
import test from "node:test";
import { readLink, writeLink } from "../../src/page/link.js";

/** @import { LinkState } from "../../src/types" */

/** @type {LinkState} */
const PLAIN = { id: "", folds: null, hidden: [], focus: null, grades: new Map(), showsWeak: true, view: "" };

test("an id alone", () => {
  assert.deepEqual(readLink("#baku"), { ...PLAIN, id: "baku" });
  assert.deepEqual(readLink(""), PLAIN);
  assert.equal(writeLink({ ...PLAIN, id: "baku" }), "#baku");
  assert.equal(writeLink(PLAIN), "#");
});

test("the whole state is written and read back", () => {
  const ids = ["a,b", "c:d", "e&f=g", "#h%", "Қазақ ✓", "constructor"];
  /** @type {LinkState} */
  const state = {
    id: ids[0], folds: ids, hidden: ids, focus: { id: ids[1], steps: 3 },
    grades: new Map(ids.map((id, place) => [id, place / 5])),
    showsWeak: false, view: "read",
  };
  const link = writeLink(state);
  assert.deepEqual(readLink(link), state);
  assert.deepEqual(readLink(new URL(link, "file:///map.html").hash), state);
});

test("each part stands for itself", () => {
  assert.equal(writeLink({ ...PLAIN, id: "x", folds: ["y", "z"] }), "#x&fold=y,z");
  assert.equal(writeLink({ ...PLAIN, id: "x", folds: [] }), "#x&fold=");
  assert.equal(writeLink({ ...PLAIN, id: "x", hidden: ["y"] }), "#x&hide=y");
  assert.equal(writeLink({ ...PLAIN, id: "x", focus: { id: "y", steps: 1 } }), "#x&focus=y:1");
  assert.equal(writeLink({ ...PLAIN, id: "x", grades: new Map([["y", 0.25], ["z", 1]]) }), "#x&what=y:0.25,z:1");
  assert.equal(writeLink({ ...PLAIN, id: "x", showsWeak: false }), "#x&weak=0");
  assert.equal(writeLink({ ...PLAIN, id: "x", view: "read" }), "#x&view=read");
});

test("parts are read in any order, also without an id", () => {
  assert.deepEqual(readLink("#view=read&fold=y"), { ...PLAIN, folds: ["y"], view: "read" });
  assert.deepEqual(readLink("#x&weak=1").showsWeak, true);
  assert.deepEqual(readLink("#x&fold=").folds, []);
  assert.deepEqual(readLink("#hide=y,z"), { ...PLAIN, folds: [], hidden: ["y", "z"] });
  assert.deepEqual(readLink("#x&y&unknown=1"), { ...PLAIN, id: "x" });
});

test("a focus without steps has two", () => {
  assert.deepEqual(readLink("#x&focus=y").focus, { id: "y", steps: 2 });
  assert.deepEqual(readLink("#x&focus=y:some").focus, { id: "y", steps: 2 });
});

test("grades that are none are left out", () => {
  const { grades } = readLink("#x&what=low:0,high:1,more:1.1,less:-0.1,none,word:much,half:.5");
  assert.deepEqual([...grades], [["low", 0], ["high", 1], ["half", 0.5]]);
});

test("a link that was cut short does no harm", () => {
  assert.equal(readLink("#%E0%A4%A").id, "");
  assert.deepEqual(readLink("#x&fold=%,y").folds, ["", "y"]);
  assert.deepEqual(readLink("#x&fold&focus&what&weak&view"), { ...PLAIN, id: "x" });
});

test("what comes last counts", () => {
  assert.equal(readLink("#view=read&view=map").view, "map");
});

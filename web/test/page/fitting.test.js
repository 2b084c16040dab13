import assert from "node:assert/strict";
import test from "node:test";
import { fits } from "../../src/page/fitting.js";

/** @import { Filter } from "../../src/page/fitting.js" */
/** @import { Kind, MapElement } from "../../src/types" */

/** @type {Kind[]} */
const KINDS = ["premise", "claim", "caution", "contested", "concept"];

/**
 * @param {Partial<Filter>} filter
 * @param {Partial<MapElement>} element
 * @param {boolean} isWeak
 * @param {string | undefined} group
 */
const isFit = (filter, element, isWeak = false, group = undefined) => fits(
  { kinds: new Set(KINDS), only: [], concepts: [], tags: [], groups: [], ...filter },
  "id", { kind: "claim", text: "", facts: [], ...element }, { isWeak, group },
);

test("only what is of a kind that is ticked", () => {
  assert.equal(isFit({}, {}), true);
  assert.equal(isFit({ kinds: new Set(["premise"]) }, {}), false);
  assert.equal(isFit({ kinds: new Set(["premise"]) }, { kind: "premise" }), true);
});

test("only weak links", () => {
  assert.equal(isFit({ only: ["weak"] }, {}, true), true);
  assert.equal(isFit({ only: ["weak"] }, { cautions: ["c"], contests: ["d"] }, false), false);
});

test("only with a caution, or a caution itself", () => {
  assert.equal(isFit({ only: ["cautions"] }, { cautions: ["c"] }), true);
  assert.equal(isFit({ only: ["cautions"] }, { kind: "caution" }), true);
  assert.equal(isFit({ only: ["cautions"] }, {}), false);
  assert.equal(isFit({ only: ["contests"] }, {}), false);
  assert.equal(isFit({ only: ["cautions"] }, { cautions: [], contests: ["d"] }, true), false);
});

test("only what is contested, or a dispute itself", () => {
  assert.equal(isFit({ only: ["contests"] }, { contests: ["d"] }), true);
  assert.equal(isFit({ only: ["contests"] }, { kind: "contested" }), true);
  assert.equal(isFit({ only: ["contests"] }, { contests: [], cautions: ["c"] }, true), false);
});

test("any of several will do", () => {
  assert.equal(isFit({ only: ["weak", "contests"] }, { contests: ["d"] }), true);
  assert.equal(isFit({ only: ["weak", "contests"] }, { cautions: ["c"] }), false);
});

test("only what uses a concept, or the concept itself", () => {
  assert.equal(isFit({ concepts: ["power"] }, { concepts: ["law", "power"] }), true);
  assert.equal(isFit({ concepts: ["power"] }, { concepts: ["law"] }), false);
  assert.equal(isFit({ concepts: ["power"] }, {}), false);
  assert.equal(isFit({ concepts: ["law", "id"] }, { kind: "concept" }), true);
});

test("all filters at once", () => {
  const filter = { kinds: new Set(["claim"]), only: ["weak"], concepts: ["power"] };
  assert.equal(isFit(filter, { concepts: ["power"] }, true), true);
  assert.equal(isFit(filter, { concepts: ["power"] }, false), false);
  assert.equal(isFit(filter, {}, true), false);
});

test("only what has one of the tags", () => {
  assert.equal(isFit({ tags: ["old", "law"] }, { tags: ["new", "law"] }), true);
  assert.equal(isFit({ tags: ["old"] }, { tags: ["new"] }), false);
  assert.equal(isFit({ tags: ["old"] }, {}), false);
});

test("only what is in one of the groups", () => {
  assert.equal(isFit({ groups: ["law", "fact"] }, {}, false, "fact"), true);
  assert.equal(isFit({ groups: ["law"] }, {}, false, "fact"), false);
  assert.equal(isFit({ groups: ["law"] }, {}), false);
  assert.equal(isFit({ groups: ["law"], tags: ["old"] }, { tags: ["old"] }, false, "law"), true);
});

import assert from "node:assert/strict";
import test from "node:test";
import { known } from "../../src/common/collections.js";
import { foldsAt, unitsToShow } from "../../src/page/folding.js";
import { boxOf, groupWith, isBox, withBoxes } from "../../src/page/groups.js";
import { SAMPLE, graphOf } from "../maps.js";

const GROUPS = { first: ["one", "two", "step1"], second: ["three", "step3"] };
const graph = graphOf(SAMPLE, { roots: ["end"], groups: GROUPS });

test("nothing folded is the graph itself", () => {
  assert.equal(withBoxes(graph, new Set()), graph);
  assert.equal(withBoxes(graph, new Set(["claim", "gone"])), graph);
});

test("a folded group is one unit, with all that it holds", () => {
  const { units, unitOf, sizes } = withBoxes(graph, new Set(["first"]));
  assert.deepEqual([...units.keys()],
    ["end", "group first", "step2", "claim", "step3", "three", "objection", "caution", "dispute"]);
  const box = known(units, boxOf("first"));
  assert.deepEqual([box.width, box.height, box.holds, box.parent], [136, 60, ["one", "two", "step1"], "end"]);
  assert.deepEqual(box.children, ["objection", "caution"]);
  assert.deepEqual(box.members, [["first", 0, 0]]);
  assert.ok(isBox(box) && !isBox(known(units, "end")));
  assert.equal(unitOf.get("two"), "group first");
  assert.equal(unitOf.get("first"), "group first");
  assert.equal(sizes.get("end"), 10);
});

test("links from and to members are those of the box, each once, and none within it", () => {
  const both = graphOf({ end: { from: ["a", "b"], against: ["c"] }, a: {}, b: {}, c: {}, d: { from: ["a"] } },
    { roots: ["end"], groups: { all: ["a", "b", "c"] } });
  const { links, merged } = withBoxes(both, new Set(["all"]));
  assert.deepEqual(links.map(({ start, end, style, number }) => [start, end, style, number]), [
    ["group all", "end", "support", 0], ["group all", "end", "attack", 2], ["group all", "d", "support", 3],
  ]);
  assert.deepEqual([...merged], [[0, [0, 1]]]);
  const inner = withBoxes(graph, new Set(["second"])).links.filter(({ start, end }) => start === end);
  assert.deepEqual(inner, []);
});

test("two groups, and the conclusion in one of them", () => {
  const whole = graphOf(SAMPLE, { roots: ["end"], groups: { top: ["end", "step2"], low: ["three"] } });
  const { roots, units } = withBoxes(whole, new Set(["top", "low"]));
  assert.deepEqual(roots, ["group top"]);
  assert.equal(units.get("group low")?.parent, "step3");
  assert.deepEqual(known(units, "group top").children, ["step1", "claim"]);
});

test("the graph is as it was", () => {
  assert.deepEqual(known(graph.units, "end").children, ["step1", "step2"]);
  assert.equal(known(graph.units, "one").parent, "step1");
});

test("the group of an element, also of one in a block", () => {
  const stacked = graphOf(SAMPLE, {
    roots: ["end"], stacks: { "stack step1": ["one", "two"] }, groups: { first: ["stack step1"] },
  });
  assert.equal(groupWith(stacked, "two"), "first");
  assert.equal(groupWith(stacked, "end"), undefined);
  assert.equal(groupWith(stacked, "gone"), undefined);
  assert.deepEqual(stacked.regions.get("first")?.holds, ["one", "two"]);
});

test("boxes are shown like any unit, and never folded with what is below them", () => {
  const drawn = withBoxes(graph, new Set(["first"]));
  assert.deepEqual([...unitsToShow(drawn, { folded: new Set(["first", "claim"]), hidden: new Set() }, null)],
    ["end", "group first", "objection", "caution", "step2", "claim"]);
  assert.deepEqual(foldsAt(drawn.units.values(), 1), ["step2", "claim", "step3"]);
});

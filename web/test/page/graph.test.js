import assert from "node:assert/strict";
import test from "node:test";
import { buildGraph, isNote, membersOf, unitWith } from "../../src/page/graph.js";
import { SAMPLE, graphOf, mapData } from "../maps.js";

const graph = graphOf(SAMPLE, { roots: ["end"] });

test("elements lead on to what they support or attack", () => {
  assert.deepEqual(Object.fromEntries(graph.onward), {
    step1: ["end"], step2: ["end"], one: ["step1"], two: ["step1"], claim: ["step2"], step3: ["claim"],
    three: ["step3"], objection: ["one"],
  });
});

test("what is not in the map leads nowhere", () => {
  const data = mapData({ end: { from: ["here"] }, here: {} });
  data.elements.end.from = ["gone", "here"];
  assert.deepEqual([...buildGraph(data).onward], [["here", ["end"]]]);
});

test("an element that leads to two is told with both", () => {
  const { onward } = graphOf({ first: { from: ["both"] }, second: { against: ["both"] }, both: {} });
  assert.deepEqual(onward.get("both"), ["first", "second"]);
});

test("notes know what they are on", () => {
  assert.deepEqual(Object.fromEntries(graph.notesOn), { caution: ["two"], dispute: ["claim"] });
  const styles = ["support", "attack", "note", "undercut", "dispute", "context", "rival", "discharge", "warrant"];
  assert.deepEqual(styles.filter((style) => isNote({ style })), ["note", "dispute", "context"]);
});

test("remarks and rivalries know what they speak of", () => {
  const { notesOn } = graphOf({ one: { notes: ["remark"], rivalries: ["rivals"] }, two: { rivalries: ["rivals"] },
    remark: { kind: "note" }, rivals: { kind: "rivalry" } });
  assert.deepEqual(Object.fromEntries(notesOn), { remark: ["one"], rivals: ["one", "two"] });
});

test("the forest grows from the conclusion, breadth first", () => {
  assert.deepEqual(graph.roots, ["end"]);
  const depths = Object.fromEntries([...graph.units.values()].map(({ id, depth }) => [id, depth]));
  assert.deepEqual(depths, {
    end: 0, step1: 1, step2: 1, one: 2, two: 2, claim: 2, step3: 3, three: 4, objection: 3, caution: 3, dispute: 3,
  });
  assert.deepEqual(unitWith(graph, "step1").children, ["one", "two"]);
  assert.equal(unitWith(graph, "three").parent, "step3");
  assert.equal(unitWith(graph, "end").parent, null);
});

test("what leads to two hangs below the one that is nearer to a root", () => {
  const { units } = graphOf({
    end: { from: ["near", "far"] }, far: { from: ["farther"] }, farther: { from: ["shared"] },
    near: { from: ["shared"] }, shared: {},
  }, { roots: ["end"] });
  assert.equal(units.get("shared")?.parent, "near");
  assert.deepEqual(units.get("farther")?.children, []);
});

test("without conclusions what leads nowhere is a root, and then a circle is", () => {
  const circle = { top: { from: ["base"] }, base: {}, day: { from: ["night"] }, night: { from: ["day"] } };
  assert.deepEqual(graphOf(circle).roots, ["top", "day"]);
  assert.deepEqual(graphOf(circle, { roots: ["night", "gone"] }).roots, ["night", "top"]);
});

test("sizes count the elements below, also those of a block", () => {
  const stacked = graphOf(SAMPLE, { roots: ["end"], stacks: { "stack step1": ["one", "two"] } });
  assert.equal(stacked.sizes.get("end"), 10);
  assert.equal(stacked.sizes.get("step1"), 4);
  assert.equal(stacked.sizes.get("stack step1"), 2);
  assert.equal(stacked.sizes.get("three"), 0);
  assert.equal(stacked.unitOf.get("two"), "stack step1");
  assert.deepEqual(membersOf(unitWith(stacked, "one")), ["one", "two"]);
});

test("rows are read as they are written", () => {
  const { groupOf, links, regions, units } = buildGraph({
    elements: mapData({ here: {}, there: {} }).elements,
    units: [["here", 1, 2, 3, 4, [["here", 0, 0]]], ["there", 5, 6, 7, 8, [["there", 0, 0]]]],
    links: [["here", "there", "attack", "there", 2.5, "cross"]],
    regions: [["group", [50, 16, ["Group"], 1], ["there"], [[6, 7, 30, 40]], [90, 60, "<g/>"]]],
    roots: [], opening: [], direction: "up",
  });
  const link = { start: "here", end: "there", style: "attack", target: "there", width: 2.5, ending: "cross" };
  assert.deepEqual(links, [{ number: 0, ...link }]);
  const { id, width, height, x, y } = /** @type {import("../../src/types").Unit} */ (units.get("there"));
  assert.deepEqual([id, width, height, x, y], ["there", 5, 6, 7, 8]);
  assert.deepEqual(regions.get("group"), {
    id: "group", width: 50, height: 16, lines: ["Group"], isRtl: true, units: ["there"], holds: ["there"],
    frames: [[6, 7, 30, 40]], box: { width: 90, height: 60, markup: "<g/>" },
  });
  assert.deepEqual([...groupOf], [["there", "group"]]);
});

test("ids may be the names of built-in properties", () => {
  const { onward, sizes } = graphOf({ constructor: { from: ["toString"] }, toString: {} }, { roots: ["constructor"] });
  assert.deepEqual([...onward], [["toString", ["constructor"]]]);
  assert.equal(sizes.get("constructor"), 1);
});

test("a supposition hangs below what rests on it", () => {
  const data = mapData({ end: { from: ["step"] }, step: { from: ["low"] }, low: { from: ["let"] }, let: {} });
  data.links.push(["let", "step", "discharge", "step", 1, ""]);
  assert.equal(buildGraph(data).units.get("let")?.parent, "low");
  data.links = data.links.filter(([start, , style]) => start !== "let" || style === "discharge");
  assert.equal(buildGraph(data).units.get("let")?.parent, "step");
});

import assert from "node:assert/strict";
import test from "node:test";
import { known } from "../../src/common/collections.js";
import { arrange, route } from "../../src/page/arrange.js";
import { SAMPLE, graphOf } from "../maps.js";

/** @import { Direction, Place, Unit } from "../../src/types" */

/** @type {Direction[]} */
const DIRECTIONS = ["right", "left", "up", "down"];
const STACKS = { "stack step1": ["one", "two"] };

for (const direction of DIRECTIONS) {
  const graph = graphOf(SAMPLE, { roots: ["end"], direction, stacks: STACKS });
  const places = arrange(graph, new Set(graph.units.keys()));
  /** @param {string} id */
  const box = (id) => {
    const [x, y] = known(places, id), { width, height } = known(graph.units, id);
    return { left: x, top: y, right: x + width, bottom: y + height };
  };

  test(`${direction}: no two units overlap`, () => {
    const ids = [...places.keys()];
    assert.equal(ids.length, graph.units.size);
    for (const id of ids) {
      for (const near of ids.slice(ids.indexOf(id) + 1)) {
        const a = box(id), b = box(near);
        const isApart = a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
        assert.ok(isApart, `${id} overlaps ${near}`);
      }
    }
  });

  test(`${direction}: the argument flows this way to what it leads to`, () => {
    for (const { id, parent } of graph.units.values()) {
      if (parent === null) continue;
      const here = box(id), there = box(parent);
      const gap = {
        right: there.left - here.right, left: here.left - there.right,
        up: here.top - there.bottom, down: there.top - here.bottom,
      }[direction];
      assert.ok(gap >= 46 - 1e-9, `${id} is ${gap} before ${parent}`);
    }
  });

  test(`${direction}: links run from side to side`, () => {
    const start = { unit: known(graph.units, "step1"), place: known(places, "step1") };
    const end = { unit: known(graph.units, "end"), place: known(places, "end") };
    const here = box("step1"), there = box("end");
    const middle = (here.top + here.bottom) / 2, center = (here.left + here.right) / 2;
    const goalMiddle = (there.top + there.bottom) / 2, goalCenter = (there.left + there.right) / 2;
    const wanted = {
      right: [here.right, middle, there.left, goalMiddle], left: [here.left, middle, there.right, goalMiddle],
      up: [center, here.top, goalCenter, there.bottom], down: [center, here.bottom, goalCenter, there.top],
    }[direction];
    const path = route(direction, start, end), numbers = (path.match(/-?[\d.]+/g) ?? []).map(Number);
    assert.deepEqual([numbers[0], numbers[1], numbers[6], numbers[7]], wanted);
    const isFlat = direction === "right" || direction === "left";
    // Both ends leave along the flow.
    assert.deepEqual(isFlat ? [numbers[3], numbers[5]] : [numbers[2], numbers[4]],
      isFlat ? [wanted[1], wanted[3]] : [wanted[0], wanted[2]]);
  });
}

test("only what is shown is placed, also below what is not", () => {
  const graph = graphOf(SAMPLE, { roots: ["end"] });
  const places = arrange(graph, new Set(["step1", "one", "three"]));
  assert.deepEqual([...places.keys()].sort(), ["one", "step1", "three"]);
});

test("a curve bends in its middle", () => {
  const unit = /** @type {Unit} */ ({ width: 10, height: 20 });
  const at = (/** @type {Place} */ place) => ({ unit, place });
  assert.equal(route("right", at([0, 0]), at([50, 100])), "M10 10C30 10 30 110 50 110");
  assert.equal(route("down", at([0, 0]), at([100, 60])), "M5 20C5 40 105 40 105 60");
});

test("what leads to a unit stands before its middle, at a distance, and apart from what is beside", () => {
  const elements = { end: { from: ["high", "low"] }, a: {}, b: {}, c: {}, high: {}, low: {} };
  const stacks = { "stack end": ["end", "a", "b", "c"] };
  /** @param {Direction} direction */
  const found = (direction) => {
    const graph = graphOf(elements, { roots: ["end"], direction, stacks });
    return Object.fromEntries(arrange(graph, new Set(["stack end", "high", "low"])));
  };
  // The block is 100 wide and 160 high, the others are 100 by 40; 16 are between them, and 46 along the flow.
  assert.deepEqual(found("right"), { "stack end": [-100, -80], high: [-246, -48], low: [-246, 8] });
  assert.deepEqual(found("left"), { "stack end": [0, -80], high: [146, -48], low: [146, 8] });
  assert.deepEqual(found("up"), { "stack end": [-50, 0], high: [-108, 206], low: [8, 206] });
  assert.deepEqual(found("down"), { "stack end": [-50, -160], high: [-108, -246], low: [8, -246] });
});

test("units without a parent that is shown are placed side by side", () => {
  const graph = graphOf({ end: { from: ["base"] }, base: {}, apart: {} }, { roots: ["end"] });
  const places = Object.fromEntries(arrange(graph, new Set(["base", "apart"])));
  assert.deepEqual(places, { base: [-100, -48], apart: [-100, 8] });
});

test("a line that is no step runs between the sides that face each other", () => {
  const unit = /** @type {Unit} */ ({ width: 10, height: 20 });
  const at = (/** @type {Place} */ place) => ({ unit, place });
  assert.equal(route("right", at([50, 0]), at([0, 0]), "rival"), "M50 10C30 10 30 10 10 10");
  assert.equal(route("right", at([50, 0]), at([0, 0]), "support"), "M60 10C30 10 30 10 0 10");
  assert.equal(route("right", at([0, 0]), at([50, 0]), "note"), "M10 10C30 10 30 10 50 10");
  assert.equal(route("up", at([0, 0]), at([0, 50]), "context"), "M5 20C5 35 5 35 5 50");
  assert.equal(route("down", at([0, 90]), at([0, 0]), "dispute"), "M5 90C5 55 5 55 5 20");
});

test("and around, where the two stand beside one another", () => {
  const unit = /** @type {Unit} */ ({ width: 10, height: 20 });
  const at = (/** @type {Place} */ place) => ({ unit, place });
  assert.equal(route("right", at([0, 100]), at([5, 0]), "context"), "M10 110C42 110 47 10 15 10");
  assert.equal(route("left", at([0, 100]), at([5, 0]), "discharge"), "M0 110C-32 110 -27 10 5 10");
  assert.equal(route("up", at([0, 0]), at([50, 5]), "rival"), "M5 0C5 -32 55 -27 55 5");
  assert.equal(route("down", at([0, 0]), at([50, 5]), "rival"), "M5 20C5 52 55 57 55 25");
});

test("siblings of a group stand together, at the place of the first", () => {
  const elements = { end: { from: ["a", "b", "c", "d"] }, a: {}, b: {}, c: {}, d: {} };
  const graph = graphOf(elements, { roots: ["end"], groups: { odd: ["a", "c"] } });
  const places = [...arrange(graph, new Set(graph.units.keys()))].filter(([id]) => id !== "end");
  assert.deepEqual(places.sort(([, [, one]], [, [, other]]) => one - other).map(([id]) => id), ["a", "c", "b", "d"]);
});

import assert from "node:assert/strict";
import test from "node:test";
import { known } from "../../src/common/collections.js";
import { INSET, plan } from "../../src/page/frames.js";
import { withBoxes } from "../../src/page/groups.js";
import { SAMPLE, graphOf, random } from "../maps.js";

/** @import { Direction, Graph, Rectangle } from "../../src/types" */

/** @type {Direction[]} */
const DIRECTIONS = ["right", "left", "up", "down"];

/** @type {(a: Rectangle, b: Rectangle) => boolean} */
const overlap = ([x, y, width, height], [u, v, wide, tall]) =>
  x + 1e-6 < u + wide && u + 1e-6 < x + width && y + 1e-6 < v + tall && v + 1e-6 < y + height;

/** @type {(outer: Rectangle, inner: Rectangle, top: number) => boolean} */
const holds = ([x, y, width, height], [u, v, wide, tall], top) =>
  u >= x + INSET - 1e-6 && u + wide <= x + width - INSET + 1e-6
  && v >= y + INSET + top - 1e-6 && v + tall <= y + height - INSET + 1e-6;

/**
 * Check all frames, and answer with how many each group has.
 * @param {Graph} graph
 * @param {string} what
 * @param {Set<string>} shown
 */
const checked = (graph, what, shown = new Set(graph.units.keys())) => {
  const { places, frames } = plan(graph, shown);
  /** @param {string} id @returns {Rectangle} */
  const box = (id) => [...known(places, id), known(graph.units, id).width, known(graph.units, id).height];
  const all = [...frames].flatMap(([id, several]) => several.map((frame) => ({ id, frame })));
  all.forEach(({ id, frame }, number) => {
    const { lines, width } = known(graph.regions, id);
    assert.ok(frame[2] >= width && lines.length, what);
    for (const unit of shown) {
      if (graph.groupOf.get(unit) !== id) assert.ok(!overlap(frame, box(unit)), `${what}: ${id} is on ${unit}`);
    }
    for (const near of all.slice(number + 1)) {
      assert.ok(!overlap(frame, near.frame), `${what}: frames of ${id} and ${near.id}`);
    }
  });
  for (const { id, units, height } of graph.regions.values()) {
    for (const unit of units.filter((one) => shown.has(one))) {
      const around = known(frames, id).filter((frame) => holds(frame, box(unit), height));
      assert.equal(around.length, 1, `${what}: ${unit} is in one frame`);
    }
  }
  return Object.fromEntries([...frames].map(([id, several]) => [id, several.length]));
};

for (const direction of DIRECTIONS) {
  test(`${direction}: one frame around a branch`, () => {
    const groups = { branch: ["claim", "step3", "three", "dispute"] };
    assert.deepEqual(checked(graphOf(SAMPLE, { roots: ["end"], direction, groups }), direction), { branch: 1 });
  });

  test(`${direction}: siblings that others stand between have one frame`, () => {
    const elements = { end: { from: ["a", "b", "c"] }, a: {}, b: {}, c: {} };
    const graph = graphOf(elements, { roots: ["end"], direction, groups: { odd: ["a", "c"], even: ["b"] } });
    assert.deepEqual(checked(graph, direction), { odd: 1, even: 1 });
  });

  test(`${direction}: a frame for each branch, where others are between`, () => {
    const graph = graphOf(SAMPLE, { roots: ["end"], direction, groups: { ends: ["one", "objection", "three"] } });
    assert.deepEqual(checked(graph, direction), { ends: 2 });
  });

  test(`${direction}: any groups are framed without overlap`, () => {
    for (let seed = 1; seed <= 40; seed++) {
      const next = random(seed), ids = Array.from({ length: 30 }, (_, number) => `e${number}`);
      const elements = Object.fromEntries(ids.map((id) => [id, { from: /** @type {string[]} */ ([]) }]));
      ids.slice(1).forEach((id, number) => elements[`e${Math.floor(next() * (number + 1))}`].from.push(id));
      /** @type {Record<string, string[]>} */
      const groups = { a: [], b: [], c: [], none: [] };
      for (const id of ids) groups[["a", "b", "c", "none"][Math.floor(next() * 4)]].push(id);
      const { none, ...named } = groups, graph = graphOf(elements, { roots: ["e0"], direction, groups: named });
      assert.ok(none.length + Object.keys(named).length);
      checked(graph, `${direction}, seed ${seed}`);
      checked(withBoxes(graph, new Set(["b"])), `${direction}, seed ${seed}, folded`, new Set(
        [...withBoxes(graph, new Set(["b"])).units.keys()],
      ));
    }
  });
}

test("nothing is framed of which nothing is shown", () => {
  const graph = graphOf(SAMPLE, { roots: ["end"], groups: { low: ["three"] } });
  assert.deepEqual([...plan(graph, new Set(["end", "step1"])).frames], []);
});

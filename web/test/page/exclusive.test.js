import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { independent, settled } from "../../src/page/exclusive.js";
import { assessModel } from "../../src/page/standing.js";

/** @import { Model } from "../../src/types" */
/**
 * @typedef {object} Told what Python says of a conclusion (tests/test_page_numbers.py)
 * @property {string} conclusion
 * @property {Record<string, number>} grades
 * @property {number} standing
 * @property {Record<string, [gain: number, loss: number]>} effects
 */
/** @typedef {{ name: string, models: Model[], cases: { set: Record<string, number>, told: Told[] }[] }} Row */

/** @type {Row[]} */
const ROWS = JSON.parse(readFileSync(new URL("../rivals.json", import.meta.url), "utf8"));

/** @param {number} one @param {number} other @param {string} what */
const near = (one, other, what) => assert.ok(Math.abs(one - other) < 1e-12, `${what}: ${one}, ${other}`);

/**
 * @param {Model} model
 * @param {Record<string, number>} set
 */
const gradesOf = ({ elements, grades, exclusive }, set) => {
  const places = Object.entries(set).filter(([id]) => elements.includes(id));
  return settled(grades, new Map(places.map(([id, grade]) => [elements.indexOf(id), grade])), exclusive);
};

for (const { name, models, cases } of ROWS) {
  for (const { set, told } of cases) {
    test(`${name}, ${JSON.stringify(set)}: the numbers are those of Python`, () => {
      assert.equal(models.length, told.length);
      models.forEach((model, place) => {
        const known = told[place], grades = gradesOf(model, set), { standing, effects } = assessModel(model, grades);
        model.elements.forEach((id, number) => near(grades[number], known.grades[id], id));
        near(standing, known.standing, model.conclusion);
        assert.deepEqual(effects.map(({ id }) => id).sort(), Object.keys(known.effects).sort());
        for (const { id, gain, loss } of effects) {
          near(gain, known.effects[id][0], `gain of ${id}`);
          near(loss, known.effects[id][1], `loss of ${id}`);
        }
      });
    });
  }
}

test("the chances of a chain: each has its share of what is left", () => {
  assert.deepEqual(independent([0.5, 0.9, 0.25], [[0, 2]]), [0.5, 0.9, 0.5]);
  assert.deepEqual(independent([1, 0.5, 0], [[0, 2]]), [1, 0.5, 0]);
  assert.deepEqual(independent([0.5, 0.5], []), [0.5, 0.5]);
});

test("what is not set shares what is left, in proportion", () => {
  const grades = [0.2, 0.5, 0.3, 0.7], groups = [[0, 1, 2]];
  /** @param {[number, number][]} set */
  const found = (...set) => settled(grades, new Map(set), groups).map((grade) => Number(grade.toFixed(6)));
  assert.deepEqual(found(), grades);
  assert.deepEqual(found([3, 0.1]), [0.2, 0.5, 0.3, 0.1]);
  assert.deepEqual(found([1, 0]), [0.4, 0, 0.6, 0.7]);
  assert.deepEqual(found([1, 1]), [0, 1, 0, 0.7]);
  assert.deepEqual(found([0, 0.1], [1, 0.3]), [0.1, 0.3, 0.6, 0.7]);
  assert.deepEqual(found([0, 0.6], [1, 0.6]), [0.5, 0.5, 0, 0.7]);
});

test("where nothing was left to others, they get nothing", () => {
  assert.deepEqual(settled([1, 0], new Map([[0, 0.5]]), [[0, 1]]), [0.5, 0]);
});

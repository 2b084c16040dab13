import assert from "node:assert/strict";
import test from "node:test";
import { assessModel } from "../../src/page/standing.js";
import { random } from "../maps.js";

/** @import { Diagram } from "../../src/page/standing.js" */

/**
 * Whether the conclusion stands in a world, by following the diagram from its top.
 * @param {Diagram} model
 * @param {boolean[]} world
 */
const stands = ({ rows, top }, world) => {
  let node = top;
  while (node > 1) {
    const row = 3 * (node - 2);
    node = rows[row + (world[rows[row]] ? 1 : 2)];
  }
  return node === 1;
};

/**
 * The standing by counting all worlds.
 * @param {Diagram} model
 * @param {number[]} grades
 */
const counted = (model, grades) => {
  let sum = 0;
  for (let number = 0; number < 2 ** grades.length; number++) {
    const world = grades.map((_, place) => Boolean(number & (1 << place)));
    const chance = grades.reduce((product, grade, place) => product * (world[place] ? grade : 1 - grade), 1);
    if (stands(model, world)) sum += chance;
  }
  return sum;
};

/**
 * @param {number[]} grades
 * @param {number} place
 * @param {number} grade
 */
const replaced = (grades, place, grade) => [...grades.slice(0, place), grade, ...grades.slice(place + 1)];

/**
 * Some ordered diagram over five elements.
 * @param {() => number} next
 * @returns {Diagram}
 */
const someDiagram = (next) => {
  const elements = ["a", "b", "c", "d", "e"], against = elements.map(() => next() < 0.3);
  /** @type {number[]} */
  const rows = [];
  for (let place = elements.length - 1; place >= 0; place--) {
    const known = 2 + rows.length / 3;
    for (let copy = 0; copy < 2; copy++) rows.push(place, Math.floor(next() * known), Math.floor(next() * known));
  }
  return { elements, against, rows, top: 1 + rows.length / 3, exclusive: [] };
};

test("standing, gains and losses are those of counting all worlds", () => {
  for (let seed = 1; seed <= 60; seed++) {
    const next = random(seed), model = someDiagram(next), grades = model.elements.map(() => next());
    const { standing, effects } = assessModel(model, grades), own = counted(model, grades);
    assert.ok(Math.abs(standing - own) < 1e-12, `seed ${seed}`);
    assert.equal(effects.length, model.elements.length);
    for (const { id, gain, loss } of effects) {
      const place = model.elements.indexOf(id), isAgainst = model.against[place];
      const secured = counted(model, replaced(grades, place, isAgainst ? 0 : 1));
      const lost = counted(model, replaced(grades, place, isAgainst ? 1 : 0));
      assert.ok(Math.abs(gain - (secured - own)) < 1e-12, `gain of ${id}, seed ${seed}`);
      assert.ok(Math.abs(loss - (own - lost)) < 1e-12, `loss of ${id}, seed ${seed}`);
    }
  }
});

test("a chain of two is their product, and the weaker gains more", () => {
  const rows = [1, 1, 0, 0, 2, 0];
  const chain = { elements: ["sure", "unsure"], against: [false, false], rows, top: 3, exclusive: [] };
  const { standing, effects } = assessModel(chain, [0.9, 0.5]);
  assert.equal(standing, 0.45);
  assert.deepEqual(effects.map(({ id }) => id), ["unsure", "sure"]);
});

test("a conclusion that always or never stands", () => {
  const nothing = { elements: [], against: [], rows: [], exclusive: [] };
  assert.deepEqual(assessModel({ ...nothing, top: 1 }, []), { standing: 1, effects: [] });
  assert.deepEqual(assessModel({ ...nothing, top: 0 }, []), { standing: 0, effects: [] });
  const idle = { elements: ["idle"], against: [false], rows: [], top: 1, exclusive: [] };
  assert.deepEqual(assessModel(idle, [0.5]).effects, [{ id: "idle", gain: 0, loss: 0 }]);
});

// Standing and weak links by the same definition as `argmap weak`: the rows of a decision diagram say in which worlds
// a conclusion stands; the grades say how likely each world is. A model has `elements` (ids), `grades`, `against`
// (1 for an element that speaks only against the conclusion), `rows` (element, node if it holds, node if it fails;
// three numbers each, node 0 false, 1 true, row n is node n + 2), `top` and `exclusive` (the numbers of the elements in
// each group of which at most one holds; see exclusive.js).
import { independent, settled } from "./exclusive.js";
import { byEffect } from "./ranking.js";

/** @import { Assessed, Model } from "../types" */
/** @typedef {Pick<Model, "elements" | "against" | "rows" | "top" | "exclusive">} Diagram */

/**
 * How likely each node is true, from the bottom up.
 * @param {Diagram} model
 * @param {number[]} grades
 */
const chances = ({ rows, top }, grades) => {
  const chance = new Float64Array(Math.max(0, top - 1) + 2);
  chance[1] = 1;
  for (let node = 2; node <= top; node++) {
    const row = 3 * (node - 2), grade = grades[rows[row]];
    chance[node] = grade * chance[rows[row + 1]] + (1 - grade) * chance[rows[row + 2]];
  }
  return chance;
};

/**
 * How much the standing changes with each grade, from the top down.
 * @param {Diagram} model
 * @param {number[]} grades
 * @param {Float64Array} chance
 */
const slopes = ({ rows, elements, top }, grades, chance) => {
  const reach = new Float64Array(chance.length), slope = new Float64Array(elements.length);
  reach[top] = 1;
  for (let node = top; node >= 2; node--) {
    const row = 3 * (node - 2), element = rows[row], high = rows[row + 1], low = rows[row + 2];
    slope[element] += reach[node] * (chance[high] - chance[low]);
    reach[high] += reach[node] * grades[element];
    reach[low] += reach[node] * (1 - grades[element]);
  }
  return slope;
};

/**
 * How much more the conclusion stands if one of several rivals holds than if it fails; the others share the rest.
 * @param {Diagram} model
 * @param {number[]} grades
 * @param {number} rival
 */
const difference = (model, grades, rival) => {
  const [holds, fails] = [1, 0].map((value) => {
    const known = settled(grades, new Map([[rival, value]]), model.exclusive);
    return chances(model, independent(known, model.exclusive))[model.top];
  });
  return holds - fails;
};

/**
 * The standing of a conclusion, and what securing or losing each element would gain or cost it, weakest first.
 * @param {Diagram} model
 * @param {number[]} grades
 * @returns {Assessed}
 */
export const assessModel = (model, grades) => {
  const known = independent(grades, model.exclusive);
  const chance = chances(model, known);
  const slope = slopes(model, known, chance);
  for (const rival of model.exclusive.flat()) slope[rival] = difference(model, grades, rival);
  const effects = model.elements.map((id, place) => {
    const grade = grades[place], isAgainst = model.against[place];
    const toSecure = isAgainst ? -grade : 1 - grade, toLose = isAgainst ? grade - 1 : grade;
    return { id, gain: toSecure * slope[place], loss: toLose * slope[place] };
  });
  return { standing: chance[model.top], effects: effects.sort(byEffect) };
};

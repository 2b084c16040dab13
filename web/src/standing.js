// Standing and weak links by the same definition as `argmap weak`: the rows of a decision diagram say in which worlds
// a conclusion stands; the grades say how likely each world is. A model has `elements` (ids), `grades`, `against`
// (whether an element speaks only against the conclusion), `rows` (element, node if it holds, node if it fails; three
// numbers each, node 0 false, 1 true, row n is node n + 2) and `top`.
export const assessModel = (model, grades) => {
  const { rows, elements, top } = model;
  const count = Math.max(0, top - 1);
  const chance = new Float64Array(count + 2);
  chance[1] = 1;
  for (let row = 0; row < count; row++) {
    const value = grades[rows[3 * row]];
    chance[row + 2] = value * chance[rows[3 * row + 1]] + (1 - value) * chance[rows[3 * row + 2]];
  }
  const reach = new Float64Array(count + 2);
  const slope = new Float64Array(elements.length);
  reach[top] = 1;
  for (let row = count - 1; row >= 0; row--) {
    const weight = reach[row + 2];
    const element = rows[3 * row], high = rows[3 * row + 1], low = rows[3 * row + 2];
    slope[element] += weight * (chance[high] - chance[low]);
    reach[high] += weight * grades[element];
    reach[low] += weight * (1 - grades[element]);
  }
  const effects = elements.map((id, place) => {
    const against = model.against[place], grade = grades[place];
    return {
      id,
      gain: (against ? -grade : 1 - grade) * slope[place],
      loss: (against ? -(1 - grade) : grade) * slope[place],
    };
  });
  const rounded = (value) => Math.round(value * 1e9);
  effects.sort((one, other) => rounded(other.gain) - rounded(one.gain) || rounded(other.loss) - rounded(one.loss));
  return { standing: chance[top], effects };
};

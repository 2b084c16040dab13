// Rivals of which at most one holds, by the same rules as Python (standing/exclusive.py). A group has the numbers of
// its elements; their grades are the chances, and the rows of a diagram are about independent parts for them.

/**
 * The chances of the independent parts: each but the first has its share of what those before it leave.
 * @param {number[]} grades
 * @param {number[][]} groups
 */
export const independent = (grades, groups) => {
  const found = [...grades];
  for (const group of groups) {
    let left = 1;
    for (const rival of group) {
      found[rival] = left > 0 ? Math.min(1, grades[rival] / left) : 0;
      left -= grades[rival];
    }
  }
  return found;
};

/**
 * The grades if some are changed. In a group, those that are not set share what is left, in proportion to their
 * grades; if those that are set add up to more than 1, they are lowered in proportion.
 * @param {number[]} grades
 * @param {Map<number, number>} set
 * @param {number[][]} groups
 */
export const settled = (grades, set, groups) => {
  const found = grades.map((grade, place) => set.get(place) ?? grade);
  for (const group of groups) {
    const fixed = group.filter((rival) => set.has(rival)), others = group.filter((rival) => !set.has(rival));
    if (!fixed.length) continue;
    const total = fixed.reduce((sum, rival) => sum + found[rival], 0);
    if (total > 1) for (const rival of fixed) found[rival] /= total;
    const before = 1 - fixed.reduce((sum, rival) => sum + grades[rival], 0);
    const scale = before > 1e-12 ? Math.max(0, 1 - total) / before : 0;
    for (const rival of others) found[rival] = grades[rival] * scale;
  }
  return found;
};

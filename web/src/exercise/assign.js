// The assignment problem: which column to give to which row, each to one, so that the sum is the largest.

/**
 * The column of each row (the Hungarian method with potentials, after Kuhn 1955 and Munkres 1957; cubic time).
 * @param {number[][]} values a square
 * @returns {number[]}
 */
export const assign = (values) => {
  const size = values.length, rowOf = Array(size + 1).fill(0);
  const ofRow = Array(size + 1).fill(0), ofColumn = Array(size + 1).fill(0);
  for (let row = 1; row <= size; row++) {
    const least = Array(size + 1).fill(Infinity), before = Array(size + 1).fill(0), seen = Array(size + 1).fill(false);
    let column = 0;
    rowOf[0] = row;
    do {
      seen[column] = true;
      const here = rowOf[column];
      let next = 0, step = Infinity;
      for (let other = 1; other <= size; other++) {
        if (seen[other]) continue;
        const rest = -values[here - 1][other - 1] - ofRow[here] - ofColumn[other];
        if (rest < least[other]) [least[other], before[other]] = [rest, column];
        if (least[other] < step) [step, next] = [least[other], other];
      }
      for (let other = 0; other <= size; other++) {
        if (seen[other]) {
          ofRow[rowOf[other]] += step;
          ofColumn[other] -= step;
        } else least[other] -= step;
      }
      column = next;
    } while (rowOf[column] !== 0);
    for (; column; column = before[column]) rowOf[column] = rowOf[before[column]];
  }
  const columns = Array(size).fill(0);
  for (let column = 1; column <= size; column++) columns[rowOf[column] - 1] = column - 1;
  return columns;
};

// How the picture is cut into sheets of paper.

/** @typedef {{ left: number, top: number, width: number, height: number }} Box */
/** @typedef {"a4" | "a3"} Paper */

// What fits on a landscape page inside its margins, in px of the picture, printed at four fifths of its size.
/** @type {Record<Paper, { width: number, height: number }>} */
const PAPERS = { a4: { width: 1290, height: 800 }, a3: { width: 1860, height: 1210 } };
const OVERLAP = 40, SMALLER = 1.3;

/**
 * As few sheets as will do: rather a little smaller than with sheets that are nearly empty.
 * @param {Box} whole
 * @param {Paper} paper
 */
const grid = (whole, paper) => {
  const { width, height } = PAPERS[paper];
  let across = Math.max(1, Math.round(whole.width / width)), down = Math.max(1, Math.round(whole.height / height));
  const zoom = () => Math.max(
    (whole.width + (across - 1) * OVERLAP) / (across * width), (whole.height + (down - 1) * OVERLAP) / (down * height),
  );
  while (zoom() > SMALLER) {
    if (whole.width / (across * width) >= whole.height / (down * height)) across++;
    else down++;
  }
  return { across, down, width: width * zoom(), height: height * zoom() };
};

/**
 * The sheets, row by row, each with its name (a letter for the row, a number for the column) and its part of the whole.
 * @param {Box} whole
 * @param {Paper} paper
 */
export const cutIntoSheets = (whole, paper) => {
  const { across, down, width, height } = grid(whole, paper);
  const sheets = [];
  for (let row = 0; row < down; row++) {
    for (let column = 0; column < across; column++) {
      const left = whole.left + column * (width - OVERLAP), top = whole.top + row * (height - OVERLAP);
      const name = `${String.fromCharCode(65 + (row % 26))}${column + 1}`;
      sheets.push({ name, box: { left, top, width, height } });
    }
  }
  return sheets;
};

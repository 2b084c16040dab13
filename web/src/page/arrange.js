// Where units go when some are folded or left out: a tidy tree (d3-flextree; van der Ploeg 2014) from the conclusions.
import { flextree } from "d3-flextree";
import { known } from "../common/collections.js";

/** @import { Direction, Graph, Place, Unit } from "../types" */
/** @typedef {{ unit: Unit | null, children: Node[] }} Node */

const BESIDE = 16, ALONG = 46;

/** @param {Direction} direction */
const isFlat = (direction) => direction === "right" || direction === "left";

/**
 * The top left corner of a unit, from where its middle is across the flow and where its near side is along it.
 * @param {Direction} direction
 * @param {Unit} unit
 * @param {number} middle
 * @param {number} along
 * @returns {Place}
 */
const corner = (direction, { width, height }, middle, along) => {
  const across = middle - (isFlat(direction) ? height : width) / 2;
  switch (direction) {
    case "right": return [-along - width, across];
    case "left": return [along, across];
    case "up": return [across, along];
    case "down": return [across, -along - height];
  }
};

/**
 * The top left corner of each unit that is shown.
 * @param {Graph} graph
 * @param {Set<string>} shown
 */
export const arrange = (graph, shown) => {
  const { direction } = graph;
  /**
   * @param {string} id
   * @returns {Node}
   */
  const node = (id) => {
    const unit = known(graph.units, id);
    return { unit, children: unit.children.filter((child) => shown.has(child)).map(node) };
  };
  const tops = [...shown].filter((id) => !shown.has(known(graph.units, id).parent ?? ""));
  const layout = flextree({
    nodeSize: ({ data: { unit } }) => {
      if (!unit) return [0, 0];
      const [across, along] = isFlat(direction) ? [unit.height, unit.width] : [unit.width, unit.height];
      return [across + BESIDE, along + ALONG];
    },
    spacing: 0,
  });
  /** @type {Node} */
  const root = { unit: null, children: tops.map(node) };
  const tree = layout.hierarchy(root);
  layout(tree);
  /** @type {Map<string, Place>} */
  const places = new Map();
  tree.each(({ data: { unit }, x, y }) => {
    if (unit) places.set(unit.id, corner(direction, unit, x, y));
  });
  return places;
};

/**
 * A curve from the side of one unit that faces the flow to the opposite side of another.
 * @param {Direction} direction
 * @param {{ unit: Unit, place: Place }} start
 * @param {{ unit: Unit, place: Place }} end
 */
export const route = (direction, { unit: from, place: [left, top] }, { unit: to, place: [goalLeft, goalTop] }) => {
  const middle = top + from.height / 2, goalMiddle = goalTop + to.height / 2;
  const center = left + from.width / 2, goalCenter = goalLeft + to.width / 2;
  const [x, y, u, v] = {
    right: [left + from.width, middle, goalLeft, goalMiddle],
    left: [left, middle, goalLeft + to.width, goalMiddle],
    up: [center, top, goalCenter, goalTop + to.height],
    down: [center, top + from.height, goalCenter, goalTop],
  }[direction];
  if (isFlat(direction)) {
    const bend = (u - x) / 2;
    return `M${x} ${y}C${x + bend} ${y} ${u - bend} ${v} ${u} ${v}`;
  }
  const bend = (v - y) / 2;
  return `M${x} ${y}C${x} ${y + bend} ${u} ${v - bend} ${u} ${v}`;
};

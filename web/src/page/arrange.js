// Where units go when some are folded or left out: a tidy tree (d3-flextree; van der Ploeg 2014) from the conclusions.
import { flextree } from "d3-flextree";
import { known } from "../common/collections.js";

/** @import { Direction, Graph, Place, Region, Unit } from "../types" */
/** @typedef {{ left: number, right: number, top: number, bottom: number }} Pads room around a unit */
/** @typedef {{ unit: Unit | null, pads: Pads, group: Region | undefined, children: Node[] }} Node */

const BESIDE = 16, ALONG = 46;

/** The room of the tab below a box that says what is folded, as in Python (layout/scene.py). */
export const STUB_ROOM = 19;

// Between units of different groups, for the edges of their frames.
const APART = 22;

/** @type {Pads} */
const NONE = { left: 0, right: 0, top: 0, bottom: 0 };

/** @param {Direction} direction */
const isFlat = (direction) => direction === "right" || direction === "left";

/**
 * The top left corner of a unit, from where its middle is across the flow and where its near side is along it; both
 * with the room around it.
 * @param {Direction} direction
 * @param {Node & { unit: Unit }} node
 * @param {number} middle
 * @param {number} along
 * @returns {Place}
 */
const corner = (direction, { unit, pads: { left, right, top, bottom } }, middle, along) => {
  const width = unit.width + left + right, height = unit.height + top + bottom;
  const across = middle - (isFlat(direction) ? height : width) / 2;
  switch (direction) {
    case "right": return [-along - width + left, across + top];
    case "left": return [along + left, across + top];
    case "up": return [across + left, along + top];
    case "down": return [across + left, -along - height + top];
  }
};

/**
 * Some units in their order, but those of a group together, at the place of the first.
 * @param {Graph} graph
 * @param {string[]} ids
 */
const byGroup = ({ groupOf }, ids) => {
  /** @type {Map<string, number>} */
  const first = new Map();
  /** @param {string} id */
  const name = (id) => groupOf.get(id) ?? `unit ${id}`;
  ids.forEach((id, place) => { if (!first.has(name(id))) first.set(name(id), place); });
  return [...ids].sort((one, other) => known(first, name(one)) - known(first, name(other)));
};

/**
 * The room for the title of a group, where the flow is upright: above those of its units that have none of it above.
 * @param {Graph} graph
 * @param {Unit} unit
 * @param {Region} group
 * @returns {Pads}
 */
const titleRoom = ({ direction, groupOf }, { parent, children }, group) => {
  const above = direction === "down" ? children : [parent ?? ""];
  if (isFlat(direction) || above.some((id) => groupOf.get(id) === group.id)) return NONE;
  return { ...NONE, top: group.height + 6 };
};

/**
 * The room between two units of different groups.
 * @param {Direction} direction
 * @param {Node} one
 * @param {Node} other
 */
const between = (direction, { group }, { group: near }) => {
  if (group === near) return 0;
  return APART + (isFlat(direction) ? Math.max(group?.height ?? 0, near?.height ?? 0) : 0);
};

/**
 * The top left corner of each unit that is shown. `roomFor` says how much room a unit of some width needs in a group
 * whose units have a frame each, `hasStub` whether a tab hangs below one.
 * @param {Graph} graph
 * @param {Set<string>} shown
 * @param {{ roomFor?: (group: Region, width: number) => Pads | null, hasStub?: (id: string) => boolean }} options
 */
export const arrange = (graph, shown, { roomFor = () => null, hasStub = () => false } = {}) => {
  const { direction } = graph;
  /**
   * @param {string} id
   * @returns {Node}
   */
  const node = (id) => {
    const unit = known(graph.units, id), group = graph.regions.get(graph.groupOf.get(id) ?? "");
    const own = group ? roomFor(group, unit.width) ?? titleRoom(graph, unit, group) : NONE;
    const pads = hasStub(id) ? { ...own, bottom: own.bottom + STUB_ROOM } : own;
    const children = byGroup(graph, unit.children.filter((child) => shown.has(child)));
    return { unit, pads, group, children: children.map(node) };
  };
  const tops = byGroup(graph, [...shown].filter((id) => !shown.has(known(graph.units, id).parent ?? "")));
  const layout = flextree({
    nodeSize: ({ data: { unit, pads } }) => {
      if (!unit) return [0, 0];
      const width = unit.width + pads.left + pads.right, height = unit.height + pads.top + pads.bottom;
      const [across, along] = isFlat(direction) ? [height, width] : [width, height];
      return [across + BESIDE, along + ALONG];
    },
    spacing: (one, other) => between(direction, one.data, other.data),
  });
  /** @type {Node} */
  const root = { unit: null, pads: NONE, group: undefined, children: tops.map(node) };
  const tree = layout.hierarchy(root);
  layout(tree);
  /** @type {Map<string, Place>} */
  const places = new Map();
  tree.each(({ data, x, y }) => {
    const { unit } = data;
    if (unit) places.set(unit.id, corner(direction, { ...data, unit }, x, y));
  });
  return places;
};

/** @typedef {{ unit: Unit, place: Place }} Placed */

/**
 * The way from one unit to another that need not be onward: the one of its sides that faces the other, or nothing where
 * they stand beside one another across the flow.
 * @param {Direction} direction of the flow
 * @param {Placed} start
 * @param {Placed} end
 * @returns {Direction | undefined}
 */
const facing = (direction, { unit: from, place: [x, y] }, { unit: to, place: [u, v] }) => {
  const gaps = {
    right: u - x - from.width, left: x - u - to.width, up: y - v - to.height, down: v - y - from.height,
  };
  /** @type {Direction[]} */
  const ways = isFlat(direction) ? ["right", "left"] : ["up", "down"];
  return ways.find((way) => gaps[way] > 0);
};

/**
 * The middle of a side of a unit.
 * @param {Direction} side
 * @param {Placed} placed
 * @returns {Place}
 */
const middleOf = (side, { unit: { width, height }, place: [left, top] }) => ({
  right: /** @type {Place} */ ([left + width, top + height / 2]),
  left: /** @type {Place} */ ([left, top + height / 2]),
  up: /** @type {Place} */ ([left + width / 2, top]),
  down: /** @type {Place} */ ([left + width / 2, top + height]),
}[side]);

/** @type {Record<Direction, Direction>} */
const OPPOSITE = { right: "left", left: "right", up: "down", down: "up" };

const STEPS = new Set(["premise", "support", "warrant", "attack", "undercut"]);

// How far a line between units beside one another swings out.
const SWING = 32;

/**
 * A curve from the side of one unit that faces the flow to the opposite side of another. A line that is not a step of
 * the argument runs between the sides that face each other or, between units beside one another, around by the side
 * that faces the flow.
 * @param {Direction} direction
 * @param {Placed} start
 * @param {Placed} end
 * @param {string} style
 */
export const route = (direction, start, end, style = "support") => {
  const way = STEPS.has(style) ? direction : facing(direction, start, end);
  const [x, y] = middleOf(way ?? direction, start), [u, v] = middleOf(way ? OPPOSITE[way] : direction, end);
  const swing = direction === "right" || direction === "down" ? SWING : -SWING;
  if (isFlat(direction)) {
    const [out, back] = way ? [x + (u - x) / 2, u - (u - x) / 2] : [x + swing, u + swing];
    return `M${x} ${y}C${out} ${y} ${back} ${v} ${u} ${v}`;
  }
  const [out, back] = way ? [y + (v - y) / 2, v - (v - y) / 2] : [y + swing, v + swing];
  return `M${x} ${y}C${x} ${out} ${u} ${back} ${u} ${v}`;
};

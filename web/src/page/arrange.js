// Where units go when some are folded or left out: a tidy tree (d3-flextree; van der Ploeg 2014) from the conclusions.
import { flextree } from "d3-flextree";
import { known } from "../common/collections.js";

/** @import { Direction, Graph, Place, Region, Unit } from "../types" */
/** @typedef {{ left: number, right: number, top: number, bottom: number }} Pads room around a unit */
/** @typedef {{ unit: Unit | null, pads: Pads, group: Region | undefined, children: Node[] }} Node */

const BESIDE = 16, ALONG = 46;

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
 * whose units have a frame each.
 * @param {Graph} graph
 * @param {Set<string>} shown
 * @param {(group: Region, width: number) => Pads | null} roomFor
 */
export const arrange = (graph, shown, roomFor = () => null) => {
  const { direction } = graph;
  /**
   * @param {string} id
   * @returns {Node}
   */
  const node = (id) => {
    const unit = known(graph.units, id), group = graph.regions.get(graph.groupOf.get(id) ?? "");
    const pads = group ? roomFor(group, unit.width) ?? titleRoom(graph, unit, group) : NONE;
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
 * The way from one unit to another that need not be onward, by the sides that face each other.
 * @param {Direction} direction of the flow
 * @param {Placed} start
 * @param {Placed} end
 * @returns {Direction}
 */
const facing = (direction, { unit: from, place: [x, y] }, { unit: to, place: [u, v] }) => {
  const sides = {
    right: u - x - from.width, left: x - u - to.width, up: y - v - to.height, down: v - y - from.height,
  };
  /** @type {Direction[]} */
  const ways = isFlat(direction) ? ["right", "left", "down", "up"] : ["up", "down", "right", "left"];
  return ways.find((way) => sides[way] > 0) ?? direction;
};

const STEPS = new Set(["premise", "support", "warrant", "attack", "undercut"]);

/**
 * A curve from the side of one unit that faces the flow to the opposite side of another; of a line that is no step of
 * the argument, between the sides that face each other.
 * @param {Direction} direction
 * @param {Placed} start
 * @param {Placed} end
 * @param {string} style
 */
export const route = (direction, start, end, style = "support") => {
  const way = STEPS.has(style) ? direction : facing(direction, start, end);
  const { unit: from, place: [left, top] } = start, { unit: to, place: [goalLeft, goalTop] } = end;
  const middle = top + from.height / 2, goalMiddle = goalTop + to.height / 2;
  const center = left + from.width / 2, goalCenter = goalLeft + to.width / 2;
  const [x, y, u, v] = {
    right: [left + from.width, middle, goalLeft, goalMiddle],
    left: [left, middle, goalLeft + to.width, goalMiddle],
    up: [center, top, goalCenter, goalTop + to.height],
    down: [center, top + from.height, goalCenter, goalTop],
  }[way];
  if (isFlat(way)) {
    const bend = (u - x) / 2;
    return `M${x} ${y}C${x + bend} ${y} ${u - bend} ${v} ${u} ${v}`;
  }
  const bend = (v - y) / 2;
  return `M${x} ${y}C${x} ${y + bend} ${u} ${v - bend} ${u} ${v}`;
};

// The frames of groups around what is shown of them, by the same rule as Python (layout/regions.py): one frame if it
// holds nothing else, else one for each branch of the forest, else one for each unit.
import { addTo, known } from "../common/collections.js";
import { arrange } from "./arrange.js";

/** @import { Graph, Place, Rectangle, Region } from "../types" */
/** @import { Pads } from "./arrange.js" */
/** @typedef {{ places: Map<string, Place>, frames: Map<string, Rectangle[]> }} Plan */

/** The distance between a frame and what is in it. */
export const INSET = 8;

// The room below a title for the badges on the upper edges of boxes, and beside it for the sign that folds the group.
const BELOW = 6, BESIDE = 20;

// After so many layouts every group has room around each of its units, so that no frame can be in the way of another.
const TRIES = 3;

/** @type {(first: Rectangle, second: Rectangle) => boolean} */
const overlap = ([x, y, width, height], [u, v, wide, tall]) =>
  x < u + wide && u < x + width && y < v + tall && v < y + height;

/**
 * The frame around some boxes, with room for the title above them.
 * @param {Region} region
 * @param {Rectangle[]} boxes
 * @returns {Rectangle}
 */
const around = (region, boxes) => {
  const left = Math.min(...boxes.map(([x]) => x)) - INSET;
  const top = Math.min(...boxes.map(([, y]) => y)) - INSET - region.height - BELOW;
  const right = Math.max(...boxes.map(([x, , width]) => x + width)) + INSET;
  const bottom = Math.max(...boxes.map(([, y, , height]) => y + height)) + INSET;
  return [left, top, Math.max(right - left, region.width + 2 * INSET + BESIDE), bottom - top];
};

/**
 * The units of a group by the branch that they are in: those with the same topmost unit of the group, or beside it.
 * @param {Graph} graph
 * @param {string[]} units
 */
const branches = ({ units: all }, units) => {
  const inside = new Set(units);
  /** @type {Map<string, string[]>} */
  const found = new Map();
  /** @param {string} id */
  const parent = (id) => known(all, id).parent ?? "";
  for (const unit of units) {
    let top = unit;
    while (inside.has(parent(top))) top = parent(top);
    addTo(found, parent(top) || top, unit);
  }
  return [...found.values()];
};

/**
 * The room around a unit of a group that has a frame of its own.
 * @param {Region} region
 * @param {number} width of the unit
 * @returns {Pads}
 */
const ownRoom = (region, width) => ({
  left: INSET, right: Math.max(INSET, region.width + INSET + BESIDE - width), top: INSET + region.height + BELOW,
  bottom: INSET,
});

/**
 * The frames of all groups at some places, and the groups for which there are none.
 * @param {Graph} graph
 * @param {Set<string>} shown
 * @param {Map<string, Place>} places
 * @param {Set<string>} roomy the groups with room around each unit
 */
const framesAt = (graph, shown, places, roomy) => {
  /** @type {Map<string, Rectangle[]>} */
  const frames = new Map();
  /** @type {Set<string>} */
  const failed = new Set();
  /** @type {Rectangle[]} */
  const taken = [];
  /** @type {(id: string) => Rectangle} */
  const bare = (id) => {
    const { width, height } = known(graph.units, id);
    return [...known(places, id), width, height];
  };
  /** @type {(id: string) => Rectangle} */
  const wide = (id) => {
    const region = graph.regions.get(graph.groupOf.get(id) ?? "");
    return region && roomy.has(region.id) ? around(region, [bare(id)]) : bare(id);
  };
  for (const region of graph.regions.values()) {
    const units = region.units.filter((id) => shown.has(id));
    if (!units.length) continue;
    const foreign = [...shown].filter((id) => graph.groupOf.get(id) !== region.id).map(wide);
    const found = [[units], branches(graph, units), units.map((id) => [id])]
      .map((parts) => parts.map((part) => around(region, part.map(bare))))
      .find((several) => several.every((one, place) =>
        ![foreign, taken, several.slice(0, place)].some((others) => others.some((other) => overlap(one, other)))));
    if (found) taken.push(...found);
    else failed.add(region.id);
    frames.set(region.id, found ?? []);
  }
  return { frames, failed };
};

/**
 * The places of all that is shown, and the frames of the groups.
 * @param {Graph} graph
 * @param {Set<string>} shown
 * @param {(id: string) => boolean} hasStub whether a tab hangs below a unit
 * @returns {Plan}
 */
export const plan = (graph, shown, hasStub = () => false) => {
  /** @type {Set<string>} */
  const roomy = new Set();
  for (let tried = 1; ; tried++) {
    const places = arrange(graph, shown, {
      roomFor: (region, width) => (roomy.has(region.id) ? ownRoom(region, width) : null), hasStub,
    });
    const { frames, failed } = framesAt(graph, shown, places, roomy);
    if (!failed.size) return { places, frames };
    for (const id of tried < TRIES ? failed : graph.regions.keys()) roomy.add(id);
  }
};

/**
 * A plan with all of it moved.
 * @param {Plan} plan
 * @param {number} right
 * @param {number} down
 * @returns {Plan}
 */
export const moved = ({ places, frames }, right, down) => ({
  places: new Map([...places].map(([id, [x, y]]) => [id, [x + right, y + down]])),
  frames: new Map([...frames].map(([id, several]) =>
    [id, several.map(([x, y, width, height]) => [x + right, y + down, width, height])])),
});

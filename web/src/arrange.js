// Where units go when some are folded or left out: a tidy tree (d3-flextree; van der Ploeg 2014) from the conclusions.
import { flextree } from "d3-flextree";

const BESIDE = 16, ALONG = 46;

// `shown` says which units are placed; the answer maps each to its top left corner.
export const arrange = (graph, shown) => {
  const flat = graph.direction === "right" || graph.direction === "left";
  const node = (id) => {
    const unit = graph.units.get(id);
    return { id, unit, children: unit.children.filter((child) => shown.has(child)).map(node) };
  };
  const tops = [...shown].filter((id) => !shown.has(graph.units.get(id).parent));
  const data = { id: null, unit: null, children: tops.map(node) };
  const layout = flextree({
    nodeSize: ({ data: { unit } }) => unit
      ? [(flat ? unit.height : unit.width) + BESIDE, (flat ? unit.width : unit.height) + ALONG] : [0, 0],
    spacing: 0,
  });
  const tree = layout.hierarchy(data);
  layout(tree);
  const places = new Map();
  tree.each(({ data: { unit }, x, y }) => {
    if (!unit) return;
    // x runs across the flow, y away from the conclusions.
    const across = x - (flat ? unit.height : unit.width) / 2;
    const place = {
      right: [-y - unit.width, across], left: [y, across], up: [across, y], down: [across, -y - unit.height],
    }[graph.direction];
    places.set(unit.id, place);
  });
  return places;
};

// A curve from the side of one unit that faces the flow to the opposite side of another.
export const route = (graph, from, at, to, goal) => {
  const ends = {
    right: [[at[0] + from.width, at[1] + from.height / 2], [goal[0], goal[1] + to.height / 2]],
    left: [[at[0], at[1] + from.height / 2], [goal[0] + to.width, goal[1] + to.height / 2]],
    up: [[at[0] + from.width / 2, at[1]], [goal[0] + to.width / 2, goal[1] + to.height]],
    down: [[at[0] + from.width / 2, at[1] + from.height], [goal[0] + to.width / 2, goal[1]]],
  }[graph.direction];
  const [[x, y], [u, v]] = ends;
  const flat = graph.direction === "right" || graph.direction === "left";
  const bend = flat ? (u - x) / 2 : (v - y) / 2;
  return flat ? `M${x} ${y}C${x + bend} ${y} ${u - bend} ${v} ${u} ${v}` : `M${x} ${y}C${x} ${y + bend} ${u} ${v - bend} ${u} ${v}`;
};

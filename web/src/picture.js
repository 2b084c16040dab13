// The picture on the screen: which units are shown and where, what is folded, lit, marked. Of a large map only what is
// unfolded is in the document.
import { arrange, route } from "./arrange.js";
import { fill, prefersStill, svg } from "./dom.js";

const MANY = 1500, OPEN = 120;

export const buildPicture = (graph, data, view) => {
  const folded = new Set();
  const groups = new Map();
  const blocks = new Map();
  const lines = new Map();
  const places = new Map([...graph.units.values()].map((unit) => [unit.id, [unit.x, unit.y]]));
  const isLarge = Object.keys(data.markup).length > 0;
  let focus = null;
  let shown = new Set();
  let isArranged = false;
  const listeners = [];

  const lineLayer = view.querySelector(".links"), blockLayer = view.querySelector(".blocks");
  const elementLayer = svg("g", { class: "elements" });
  view.append(elementLayer);

  const prepare = (id, group) => {
    const element = graph.elements.get(id);
    group.dataset.element = id;
    group.setAttribute("tabindex", "-1");
    group.setAttribute("role", "button");
    for (const link of group.querySelectorAll("a")) link.replaceWith(...link.childNodes);
    const name = `${data.words[`kind_${element.kind}`]}: ${element.text}`;
    group.setAttribute("aria-label", name);
    group.prepend(svg("title"));
    group.firstChild.textContent = name;
    groups.set(id, group);
    elementLayer.append(group);
  };
  for (const id of graph.elements.keys()) {
    const group = document.getElementById(id);
    if (group) prepare(id, group);
  }
  for (const block of blockLayer.querySelectorAll("[data-block]")) blocks.set(block.dataset.block, block);
  for (const line of lineLayer.querySelectorAll(".link")) {
    line.dataset.home = line.getAttribute("d");
    lines.set(Number(line.dataset.link), line);
  }

  const parser = new DOMParser();
  const drawUnit = (unit) => {
    if (unit.id.startsWith("stack ") && !blocks.has(unit.id)) {
      const block = svg("rect", { class: "block", width: unit.width, height: unit.height, rx: 2 });
      blocks.set(unit.id, block);
      blockLayer.append(block);
    }
    for (const [member] of unit.members) {
      if (groups.has(member)) continue;
      const text = `<svg xmlns="http://www.w3.org/2000/svg">${data.markup[member]}</svg>`;
      const parsed = parser.parseFromString(text, "image/svg+xml").documentElement.firstElementChild;
      prepare(member, document.importNode(parsed, true));
    }
  };
  const dropUnit = (unit) => {
    for (const [member] of unit.members) { groups.get(member)?.remove(); groups.delete(member); }
    blocks.get(unit.id)?.remove();
    blocks.delete(unit.id);
  };

  // Which units are to be seen: below nothing folded, and near the focus where there is one.
  const wanted = () => {
    const found = new Set();
    const near = focus && graph.around(focus.id, focus.steps);
    const stack = [...graph.roots].reverse();
    while (stack.length) {
      const unit = graph.units.get(stack.pop());
      const isNear = !near || unit.members.some(([member]) => near.has(member));
      if (isNear && found.size < MANY) found.add(unit.id);
      if (near || !folded.has(unit.id)) stack.push(...unit.children.slice().reverse());
    }
    return found;
  };

  const stub = (unit) => {
    const group = groups.get(unit.members[0][0]);
    if (!group) return;
    group.querySelector(":scope > .stub")?.remove();
    const hasBelow = unit.children.length > 0;
    const isFolded = folded.has(unit.id) && hasBelow && !focus;
    if (hasBelow) group.setAttribute("aria-expanded", String(!isFolded)); else group.removeAttribute("aria-expanded");
    if (!isFolded) return;
    const words = `+${graph.sizes.get(unit.id)}`, width = 12 + 7 * words.length;
    const mark = svg("g", { class: "stub" }), text = svg("text", { x: width / 2, y: 12 });
    text.textContent = words;
    mark.append(svg("path", { d: `M0 0h${width}v16h${-width}z` }), text);
    const at = { right: [-width - 3, unit.height / 2 - 8], left: [unit.width + 3, unit.height / 2 - 8],
      up: [unit.width / 2 - width / 2, unit.height + 3], down: [unit.width / 2 - width / 2, -19] }[graph.direction];
    mark.setAttribute("transform", `translate(${at[0]} ${at[1]})`);
    group.append(mark);
  };

  const draw = ({ animated = true } = {}) => {
    const before = shown;
    shown = wanted();
    const whole = !isLarge && !focus && shown.size === graph.units.size;
    const fresh = whole ? null : arrange(graph, shown);
    isArranged = !whole;
    view.classList.toggle("rearranged", isArranged);
    view.classList.toggle("moving", animated && !prefersStill() && before.size > 0 && shown.size < 600);
    for (const unit of graph.units.values()) {
      const isShown = shown.has(unit.id);
      if (!isShown) {
        if (isLarge && before.has(unit.id)) dropUnit(unit);
        for (const [member] of unit.members) groups.get(member)?.setAttribute("display", "none");
        blocks.get(unit.id)?.setAttribute("display", "none");
        continue;
      }
      if (isLarge) drawUnit(unit);
      const [x, y] = fresh ? fresh.get(unit.id) : [unit.x, unit.y];
      places.set(unit.id, [x, y]);
      for (const [member, dx, dy] of unit.members) {
        const group = groups.get(member);
        group.removeAttribute("display");
        group.setAttribute("transform", `translate(${x + dx} ${y + dy})`);
      }
      const block = blocks.get(unit.id);
      block?.removeAttribute("display");
      block?.setAttribute("transform", `translate(${x} ${y})`);
      stub(unit);
    }
    for (const link of graph.links) {
      const isShown = shown.has(link.start) && shown.has(link.end);
      let line = lines.get(link.number);
      if (!isShown) {
        if (isLarge) { line?.remove(); lines.delete(link.number); } else line?.setAttribute("display", "none");
        continue;
      }
      if (!line) {
        line = svg("path", { class: `link ${link.style}`, "stroke-width": link.width });
        if (link.marker) line.setAttribute("marker-end", `url(#${link.marker})`);
        lines.set(link.number, line);
        lineLayer.append(line);
      }
      line.removeAttribute("display");
      const from = graph.units.get(link.start), to = graph.units.get(link.end);
      const home = line.dataset.home;
      line.setAttribute("d", whole && home ? home : route(graph, from, places.get(from.id), to, places.get(to.id)));
    }
    for (const listener of listeners) listener();
  };

  const foldBelow = (depth) => {
    folded.clear();
    for (const unit of graph.units.values()) if (unit.children.length && unit.depth >= depth) folded.add(unit.id);
  };
  // A large map opens with as many levels as can be taken in.
  const openSome = () => {
    const levels = [];
    for (const unit of graph.units.values()) levels[unit.depth] = (levels[unit.depth] ?? 0) + 1;
    let depth = 0, count = levels[0] ?? 0;
    while (depth + 1 < levels.length && count + levels[depth + 1] <= OPEN) count += levels[++depth];
    foldBelow(Math.max(depth, 1));
  };
  if (isLarge) openSome();

  const reveal = (id) => {
    let unit = graph.units.get(graph.unitOf.get(id)), changed = false;
    if (focus && !shown.has(unit.id)) { focus = null; changed = true; }
    while (unit.parent !== null) {
      unit = graph.units.get(unit.parent);
      changed = folded.delete(unit.id) || changed;
    }
    if (changed || !shown.has(graph.unitOf.get(id))) draw();
  };

  const light = (id) => {
    const lit = id ? graph.towards(id) : new Set();
    view.classList.toggle("lit-any", lit.size > 1);
    for (const [one, group] of groups) group.classList.toggle("lit", lit.has(one));
    for (const [at, line] of lines) {
      const link = graph.links[at];
      const starts = graph.units.get(link.start).members.some(([member]) => lit.has(member));
      line.classList.toggle("lit", starts && lit.has(link.target));
    }
  };

  const bounds = (ids = null) => {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const unit of graph.units.values()) {
      if (!shown.has(unit.id) || (ids && !unit.members.some(([member]) => ids.has(member)))) continue;
      const [x, y] = places.get(unit.id);
      left = Math.min(left, x); top = Math.min(top, y - 10);
      right = Math.max(right, x + unit.width); bottom = Math.max(bottom, y + unit.height + 10);
    }
    const legend = view.querySelector(".legend");
    if (!ids && !isArranged && legend) {
      const box = legend.getBBox();
      left = Math.min(left, box.x); right = Math.max(right, box.x + box.width); bottom = Math.max(bottom, box.y + box.height);
    }
    return left < right ? { left, top, right, bottom } : { left: 0, top: 0, right: 100, bottom: 100 };
  };

  const boxOf = (id) => {
    const unit = graph.units.get(graph.unitOf.get(id));
    const [, dx, dy] = unit.members.find(([member]) => member === id);
    const [x, y] = places.get(unit.id);
    return { x: x + dx, y: y + dy };
  };

  return {
    groups, lines, folded, draw, reveal, light, bounds, boxOf, foldBelow, isLarge,
    isShown: (id) => shown.has(graph.unitOf.get(id)),
    canFold: (id) => (graph.units.get(graph.unitOf.get(id))?.children.length ?? 0) > 0 && graph.unitOf.get(id) === id,
    isFolded: (id) => folded.has(id),
    toggle: (id) => {
      focus = null;
      if (!folded.delete(id)) folded.add(id);
      draw();
      return folded.has(id) ? fill(data.words.hidden, { number: graph.sizes.get(id) }) : data.words.unfold;
    },
    unfoldAll: () => { folded.clear(); focus = null; if (isLarge && graph.units.size > MANY) openSome(); draw(); },
    foldAll: () => { focus = null; foldBelow(1); draw(); },
    focusOn: (id, steps) => { focus = id ? { id, steps } : null; draw(); },
    get focus() { return focus; },
    onDraw: (listener) => listeners.push(listener),
  };
};

// The graph of the map: elements (what the argument says) and units (what is placed: an element, or a block of linked
// premises). A unit's children are what leads to it, in a forest that grows from the conclusions.
export const buildGraph = (data) => {
  const elements = new Map(Object.entries(data.elements));
  const units = new Map();
  const unitOf = new Map();
  for (const [id, width, height, x, y, members] of data.units) {
    units.set(id, { id, width, height, x, y, members, children: [], parent: null, depth: 0 });
    for (const [member] of members) unitOf.set(member, id);
  }
  const links = data.links.map(([start, end, style, target, width, marker], number) =>
    ({ number, start, end, style, target, width, marker }));

  const onward = new Map();
  const lead = (start, end) => {
    if (!elements.has(start) || !elements.has(end)) return;
    if (!onward.has(start)) onward.set(start, []);
    onward.get(start).push(end);
  };
  for (const [id, element] of elements) {
    for (const key of ["from", "against"]) for (const other of element[key] ?? []) lead(other, id);
  }
  const notesOn = new Map();
  for (const link of links) {
    if (link.style !== "note" && link.style !== "dispute") continue;
    if (!notesOn.has(link.start)) notesOn.set(link.start, []);
    notesOn.get(link.start).push(link.target);
  }

  const into = new Map();
  const hasEnd = new Set();
  for (const link of links) {
    if (!into.has(link.end)) into.set(link.end, []);
    into.get(link.end).push(link.start);
    hasEnd.add(link.start);
  }
  const roots = [];
  const seen = new Set();
  const seeds = [...data.roots.map((id) => unitOf.get(id)), ...[...units.keys()].filter((id) => !hasEnd.has(id)), ...units.keys()];
  for (const seed of seeds) {
    if (seed === undefined || seen.has(seed)) continue;
    seen.add(seed);
    roots.push(seed);
    const queue = [seed];
    for (let at = 0; at < queue.length; at++) {
      const here = units.get(queue[at]);
      for (const child of into.get(here.id) ?? []) {
        if (seen.has(child)) continue;
        seen.add(child);
        const unit = units.get(child);
        unit.parent = here.id;
        unit.depth = here.depth + 1;
        here.children.push(child);
        queue.push(child);
      }
    }
  }

  // How many elements hang below each unit, itself not counted.
  const sizes = new Map();
  const size = (root) => {
    const order = [root];
    for (let at = 0; at < order.length; at++) order.push(...units.get(order[at]).children);
    for (const id of order.reverse()) {
      const unit = units.get(id);
      sizes.set(id, unit.children.reduce((sum, child) => sum + sizes.get(child) + units.get(child).members.length, 0));
    }
  };
  roots.forEach(size);

  // What an element leads to, up to the conclusions, with itself.
  const towards = (id) => {
    const found = new Set([id]);
    const stack = [id, ...(notesOn.get(unitOf.get(id)) ?? [])];
    while (stack.length) {
      const here = stack.pop();
      found.add(here);
      for (const other of onward.get(here) ?? []) if (!found.has(other)) stack.push(other);
    }
    return found;
  };

  // What lies within so many steps of an element; an inference is passed, not counted.
  const around = (id, steps) => {
    const starts = elements.get(id).from || elements.get(id).against || onward.has(id) ? [id] : notesOn.get(unitOf.get(id)) ?? [id];
    const distance = new Map(starts.map((one) => [one, 0]));
    const queue = [...starts];
    while (queue.length) {
      const here = queue.shift();
      const element = elements.get(here);
      for (const other of [...(element.from ?? []), ...(element.against ?? []), ...(onward.get(here) ?? [])]) {
        const step = elements.get(other).kind === "inference" ? 0 : 1;
        const reached = distance.get(here) + step;
        if (reached <= steps && reached < (distance.get(other) ?? steps + 1)) {
          distance.set(other, reached);
          if (step) queue.push(other); else queue.unshift(other);
        }
      }
    }
    const kept = new Set([id, ...distance.keys()]);
    for (const one of [...kept]) {
      const element = elements.get(one);
      for (const note of [...(element.cautions ?? []), ...(element.contests ?? [])]) kept.add(note);
    }
    return kept;
  };

  return { elements, units, unitOf, links, roots, sizes, onward, towards, around, direction: data.direction };
};

// Filters: what does not fit is faded and left out of the way of the keys.
export const buildFilters = ({ graph, picture, top }) => {
  const boxes = [...document.querySelectorAll("[data-kind], [data-only], [data-concept]")];
  const fits = () => {
    const kinds = new Set(), only = [], concepts = [];
    for (const box of boxes) {
      if (box.dataset.kind && box.checked) kinds.add(box.dataset.kind);
      if (box.dataset.only && box.checked) only.push(box.dataset.only);
      if (box.dataset.concept && box.checked) concepts.push(box.dataset.concept);
    }
    const tests = {
      weak: (id) => picture.groups.get(id)?.classList.contains("weak"),
      cautions: (id, element) => element.cautions?.length > 0 || element.kind === "caution",
      contests: (id, element) => element.contests?.length > 0 || element.kind === "contested",
    };
    return (id) => {
      const element = graph.elements.get(id);
      return kinds.has(element.kind) && (!only.length || only.some((name) => tests[name](id, element)))
        && (!concepts.length || concepts.some((one) => one === id || element.concepts?.includes(one)));
    };
  };
  const apply = () => {
    const test = fits();
    const out = new Set([...picture.groups.keys()].filter((id) => !test(id)));
    for (const [id, group] of picture.groups) {
      group.classList.toggle("out", out.has(id));
      if (out.has(id)) group.setAttribute("aria-hidden", "true"); else group.removeAttribute("aria-hidden");
    }
    for (const [number, line] of picture.lines) {
      const link = graph.links[number];
      const starts = graph.units.get(link.start).members.every(([member]) => out.has(member));
      line.classList.toggle("out", starts || out.has(link.target));
    }
  };
  for (const box of boxes) box.addEventListener("change", apply);
  picture.onDraw(apply);
  return {
    isOut: (id) => picture.groups.get(id)?.classList.contains("out") ?? true,
    clear: () => { for (const box of boxes) box.checked = Boolean(box.dataset.kind); apply(); },
    apply,
  };
};

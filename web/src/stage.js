// Showing the argument step by step: in the map's own order, else from the conclusion or from the premises.
import { byId, fill, say } from "./dom.js";

// The steps, each a list of elements that appear together: a statement; or a step of reasoning with what it starts from.
export const stepsOf = (graph, { order, first, roots }) => {
  if (order.length) {
    const named = new Set(order);
    const rest = [...graph.elements.keys()].filter((id) => !named.has(id));
    const steps = order.filter((id) => graph.elements.has(id)).map((id) => [id]);
    return rest.length ? [...steps, rest] : steps;
  }
  const steps = [], told = new Set();
  const tell = (ids) => {
    const fresh = ids.filter((id) => graph.elements.has(id) && !told.has(id));
    fresh.forEach((id) => told.add(id));
    if (fresh.length) steps.push(fresh);
  };
  const leading = new Map();
  for (const [id, ends] of graph.onward) for (const end of ends) leading.set(end, [...(leading.get(end) ?? []), id]);
  const down = (id) => {
    const stack = [id];
    while (stack.length) {
      const here = stack.pop();
      const element = graph.elements.get(here);
      const notes = [...(element.cautions ?? []), ...(element.contests ?? [])];
      tell(notes);
      const steps_ = (leading.get(here) ?? []).filter((one) => !told.has(one));
      for (const step of steps_) tell([step, ...(graph.elements.get(step).from ?? [])]);
      for (const step of [...steps_].reverse()) stack.push(...(graph.elements.get(step).from ?? []).slice().reverse(), step);
    }
  };
  for (const root of roots) { tell([root]); down(root); }
  tell([...graph.elements.keys()]);
  return first === "premises" ? steps.reverse() : steps;
};

export const buildStage = ({ graph, data, picture, camera, actions }) => {
  const stage = byId("_stage"), progress = byId("_progress"), shown = byId("_step"), note = byId("_note");
  let steps = [], at = 0;
  const apply = () => {
    const revealed = new Set(steps.slice(0, at + 1).flat());
    for (const [id, group] of picture.groups) group.classList.toggle("unrevealed", stage.hidden === false && !revealed.has(id));
    for (const [number, line] of picture.lines) {
      const link = graph.links[number];
      const starts = graph.units.get(link.start).members.some(([member]) => revealed.has(member));
      line.classList.toggle("unrevealed", !stage.hidden && !(starts && revealed.has(link.target)));
    }
    for (const block of document.querySelectorAll(".block")) {
      const unit = graph.units.get(block.dataset.block);
      block.classList.toggle("unrevealed", Boolean(!stage.hidden && unit && !unit.members.some(([member]) => revealed.has(member))));
    }
  };
  const show = () => {
    apply();
    progress.max = steps.length;
    progress.value = at + 1;
    shown.textContent = fill(data.words.step, { number: at + 1, total: steps.length });
    const texts = steps[at].map((id) => data.notes[id]).filter(Boolean);
    note.textContent = texts.join(" ");
    const spoken = steps[at].filter((id) => graph.elements.has(id)).map((id) => graph.elements.get(id).text);
    say(`${shown.textContent}: ${spoken.slice(0, 6).join(" ")}`);
    const near = new Set(steps[at].flatMap((id) => [id, ...(graph.onward.get(id) ?? [])]).filter((id) => graph.elements.has(id)));
    camera.show(picture.bounds(near), { most: 1.1, pad: 60 });
  };
  const start = () => {
    picture.unfoldAll();
    steps = stepsOf(graph, data);
    if (picture.isLarge) steps = steps.map((step) => step.filter(picture.isShown)).filter((step) => step.length);
    at = 0;
    stage.hidden = false;
    document.body.classList.add("presenting");
    actions.reading(false);
    show();
    byId("_map").focus();
  };
  const leave = () => {
    stage.hidden = true;
    document.body.classList.remove("presenting");
    if (document.fullscreenElement) document.exitFullscreen();
    apply();
    camera.show(picture.bounds());
  };
  const move = (step) => {
    at = Math.min(steps.length - 1, Math.max(0, at + step));
    show();
  };
  picture.onDraw(() => { if (!stage.hidden) apply(); });
  return {
    start, leave, next: () => move(1), back: () => move(-1), first: () => move(-Infinity), last: () => move(steps.length),
    get isOn() { return !stage.hidden; },
    screen: () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.()),
  };
};

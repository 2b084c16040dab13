// What if: any grade can be set anew, and the standing and the ranking follow at once.
import { byId, fill, make, svg } from "./dom.js";
import { assessModel } from "./standing.js";

// The badge of a weak link, at the upper edge of a box that stands at the origin; as `render/svg.py` draws it.
const badge = (words) => {
  const group = svg("g", { class: "badge" }), width = 12 + 6.1 * words.length, text = svg("text", { x: 10 + width / 2, y: 1.8 });
  text.textContent = words;
  group.append(svg("path", { d: `M16.25 -8h${width - 12.5}a6.25 6.25 0 0 1 0 12.5h${12.5 - width}a6.25 6.25 0 0 1 0 -12.5z` }), text);
  return group;
};

export const buildWhatIf = ({ models, top, text, picture, graph, words, changed, onChange }) => {
  const own = new Map();
  for (const model of models) model.elements.forEach((id, place) => own.set(id, model.grades[place]));
  const section = byId("_standing");
  const grade = (id) => changed.get(id) ?? own.get(id);
  const assessAll = () => models.map((model) => assessModel(model, model.elements.map(grade)));
  const before = assessAll();
  const listeners = new Set();

  // The elements in the order of what they gain any conclusion, as the picture ranks them.
  const ranking = (found) => {
    const best = new Map();
    for (const { effects } of found) {
      for (const { id, gain, loss } of effects) {
        if (gain > (best.get(id)?.gain ?? 1e-9)) best.set(id, { id, gain, loss });
      }
    }
    const rounded = (value) => Math.round(value * 1e9);
    return [...best.values()].sort((a, b) => rounded(b.gain) - rounded(a.gain) || rounded(b.loss) - rounded(a.loss));
  };

  let ranks = new Map();
  const mark = () => {
    for (const [id, group] of picture.groups) {
      group.querySelector(":scope > .badge:not(.standing)")?.remove();
      group.classList.toggle("weak", ranks.has(id));
      if (ranks.has(id)) group.append(badge(`weak ${ranks.get(id)}`));
    }
    for (const [number, line] of picture.lines) {
      const link = graph.links[number];
      const carries = link.style !== "note" && link.style !== "dispute";
      const members = graph.units.get(link.start).members;
      line.classList.toggle("weak", carries && members.some(([member]) => ranks.has(member)));
    }
  };

  const percent = (share) => {
    const count = Math.round(share * 100);
    return (count === 0 && share > 0) || (count === 100 && share < 1)
      ? `${Math.round(share * 10000).toLocaleString(document.documentElement.lang)} / 10 000` : fill(words.of, { number: count, total: 100 });
  };
  const show = () => {
    const found = assessAll(), ranked = ranking(found);
    section.replaceChildren(make("h2", words.standing));
    models.forEach((model, place) => {
      const value = found[place].standing, was = before[place].standing;
      const line = make("p", models.length > 1 ? `${text(model.conclusion)} ` : "");
      const output = make("output", fill(words.stands, { share: percent(value) }));
      output.dataset.conclusion = model.conclusion;
      output.dataset.value = value;
      line.append(output, changed.size ? ` (${fill(words.as_graded_in, { share: percent(was) })}).` : ".");
      const meter = make("div", "", "meter"), level = make("div");
      meter.append(level);
      level.style.width = `${100 * value}%`;
      section.append(line, meter);
      const badge = document.getElementById(model.conclusion)?.querySelector(".standing text");
      if (badge && changed.size) badge.textContent = `stands in ${percent(value)}`;
    });
    section.append(make("h3", changed.size ? words.weak_links_now : words.weak_links));
    const list = make("ol");
    for (const { id, gain } of ranked.slice(0, Math.max(top, 5))) {
      const item = make("li"), link = make("a", text(id));
      link.href = `#${id}`;
      item.dataset.ranked = id;
      item.dataset.gain = gain;
      item.append(link, make("span", ` W ${gain.toFixed(4)}`, "quiet"));
      list.append(item);
    }
    section.append(list);
    if (changed.size) {
      const reset = make("button", words.reset);
      reset.type = "button";
      reset.addEventListener("click", () => { changed.clear(); update(); });
      section.append(reset);
    }
    ranks = new Map(ranked.slice(0, top).map(({ id }, place) => [id, place + 1]));
    mark();
  };
  const update = () => { show(); onChange(); for (const listener of listeners) listener(); };
  const set = (id, value) => {
    if (Math.abs(value - own.get(id)) < 1e-12) changed.delete(id);
    else changed.set(id, value);
    update();
  };

  // The controls for one element, for its details.
  const controls = (id) => {
    listeners.clear();
    if (!own.has(id)) return null;
    const against = models.every((model) => !model.elements.includes(id) || model.against[model.elements.indexOf(id)]);
    const field = make("fieldset", "", "whatif");
    field.append(make("legend", words.what_if));
    const choices = [[words.as_graded, own.get(id)], [against ? words.answered : words.secured, against ? 0 : 1],
      [against ? words.holds : words.fails, against ? 1 : 0]];
    const buttons = choices.map(([word, value]) => {
      const button = make("button", word);
      button.type = "button";
      button.addEventListener("click", () => set(id, value));
      field.append(button);
      return [button, value];
    });
    const label = make("label", `${words.grade} `), slider = make("input"), shown = make("output");
    Object.assign(slider, { type: "range", min: 0, max: 1, step: 0.005 });
    slider.addEventListener("input", () => set(id, Number(slider.value)));
    label.append(slider, shown);
    field.append(label);
    const follow = () => {
      slider.value = grade(id);
      shown.textContent = grade(id).toFixed(3);
      for (const [button, value] of buttons) button.setAttribute("aria-pressed", String(Math.abs(grade(id) - value) < 1e-9));
    };
    listeners.add(follow);
    follow();
    return field;
  };
  show();
  picture.onDraw(mark);
  return { controls, set, update, knows: (id) => own.has(id) };
};

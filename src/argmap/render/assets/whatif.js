// What if: any grade can be set anew, and the standing and the ranking follow at once.
const whatIf = ({ models, top, text, picture, choose }) => {
  const own = new Map();
  for (const model of models) model.elements.forEach((id, place) => own.set(id, model.grades[place]));
  const changed = new Map();
  const section = document.getElementById("_standing");
  const make = (tag, text = "", name = "") => {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    if (name) element.className = name;
    return element;
  };
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

  const badge = picture.querySelector("[data-element] .badge:not(.standing)")?.cloneNode(true);
  const badgeHome = picture.querySelector("[data-element] .badge:not(.standing)")?.parentNode.querySelector(".shape").getBBox();
  const mark = (ranked) => {
    if (!badge) return;
    for (const old of picture.querySelectorAll("[data-element] .badge:not(.standing)")) old.remove();
    const weak = new Map(ranked.slice(0, top).map(({ id }, place) => [id, place + 1]));
    for (const group of picture.querySelectorAll("[data-element]")) {
      group.classList.toggle("weak", weak.has(group.id));
      if (!weak.has(group.id)) continue;
      const fresh = badge.cloneNode(true), box = group.querySelector(".shape").getBBox();
      fresh.setAttribute("transform", `translate(${box.x - badgeHome.x} ${box.y - badgeHome.y})`);
      fresh.querySelector("text").textContent = `weak ${weak.get(group.id)}`;
      group.append(fresh);
    }
    for (const line of picture.querySelectorAll(".link[data-from]")) {
      const members = line.dataset.members ? line.dataset.members.split(" ") : [line.dataset.from];
      const carries = !line.classList.contains("note") && !line.classList.contains("dispute");
      line.classList.toggle("weak", carries && members.some((id) => weak.has(id)));
    }
  };

  const percent = (share) => {
    const count = Math.round(share * 100);
    return (count === 0 && share > 0) || (count === 100 && share < 1)
      ? `${Math.round(share * 10000).toLocaleString("en")} of 10,000` : `${count} of 100`;
  };
  const show = () => {
    const found = assessAll(), ranked = ranking(found);
    section.replaceChildren(make("h2", "Standing"));
    models.forEach((model, place) => {
      const value = found[place].standing, was = before[place].standing;
      const line = make("p", models.length > 1 ? `${text(model.conclusion)} ` : "");
      const output = make("output", `Stands in ${percent(value)} worlds`);
      output.dataset.conclusion = model.conclusion;
      output.dataset.value = value;
      line.append(output, changed.size ? ` (${percent(was)} as graded).` : ".");
      const meter = make("div", "", "meter"), level = make("div");
      meter.append(level);
      level.style.width = `${100 * value}%`;
      section.append(line, meter);
      const badge = document.getElementById(model.conclusion)?.querySelector(".standing text");
      if (badge) badge.textContent = `stands in ${percent(value)}`;
    });
    section.append(make("h3", changed.size ? "Weak links now" : "Weak links"));
    const list = make("ol");
    for (const { id, gain } of ranked.slice(0, Math.max(top, 5))) {
      const item = make("li"), link = make("a", text(id));
      link.href = `#${id}`;
      item.dataset.element = id;
      item.dataset.gain = gain;
      item.append(link, make("span", ` W ${gain.toFixed(4)}`, "quiet"));
      list.append(item);
    }
    section.append(list);
    if (changed.size) {
      const reset = make("button", "Reset all grades");
      reset.type = "button";
      reset.addEventListener("click", () => { changed.clear(); update(); });
      section.append(reset);
    }
    mark(ranked);
  };
  const update = () => { show(); for (const listener of listeners) listener(); };
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
    field.append(make("legend", "What if"));
    const choices = [["As graded", own.get(id)], [against ? "Answered" : "Secured", against ? 0 : 1],
      [against ? "Holds" : "Fails", against ? 1 : 0]];
    const buttons = choices.map(([word, value]) => {
      const button = make("button", word);
      button.type = "button";
      button.addEventListener("click", () => set(id, value));
      field.append(button);
      return [button, value];
    });
    const label = make("label", "Grade "), slider = make("input"), shown = make("output");
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
  return { controls, set };
};

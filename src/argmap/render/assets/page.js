"use strict";
(() => {
  const { elements: data, models, top } = JSON.parse(document.getElementById("_data").textContent);
  const map = document.getElementById("_map");
  const picture = map.querySelector("svg");
  const panel = document.getElementById("_details");
  const size = { width: picture.viewBox.baseVal.width, height: picture.viewBox.baseVal.height };
  let zoom = 1;

  // Zoom about a point of the window, so that what is under it stays there.
  const setZoom = (next, x = map.clientWidth / 2, y = map.clientHeight / 2) => {
    next = Math.min(4, Math.max(0.05, next));
    const left = (map.scrollLeft + x) / zoom, top = (map.scrollTop + y) / zoom;
    zoom = next;
    picture.setAttribute("width", size.width * zoom);
    picture.setAttribute("height", size.height * zoom);
    map.scrollLeft = left * zoom - x;
    map.scrollTop = top * zoom - y;
  };
  const fit = () => setZoom(Math.min(map.clientWidth / size.width, map.clientHeight / size.height));
  const actions = { in: () => setZoom(zoom * 1.25), out: () => setZoom(zoom / 1.25), fit, full: () => setZoom(1) };
  document.querySelector(".tools").addEventListener("click", (event) => actions[event.target.dataset.zoom]?.());
  map.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const frame = map.getBoundingClientRect();
    setZoom(zoom * Math.exp(-event.deltaY / 400), event.clientX - frame.left, event.clientY - frame.top);
  }, { passive: false });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "+") actions.in();
    else if (event.key === "-") actions.out();
    else if (event.key === "0") fit();
    else if (event.key === "Escape") choose(null);
  });

  // Drag with the mouse to move about.
  let drag = null;
  map.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "mouse" && event.button === 0) drag = { x: event.clientX, y: event.clientY };
  });
  addEventListener("pointermove", (event) => {
    if (!drag) return;
    map.scrollLeft -= event.clientX - drag.x;
    map.scrollTop -= event.clientY - drag.y;
    drag = { x: event.clientX, y: event.clientY };
  });
  addEventListener("pointerup", () => { drag = null; });

  const make = (tag, text, name) => {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    if (name) element.className = name;
    return element;
  };
  const show = (id) => {
    const known = data[id];
    const list = make("dl");
    for (const [label, text, url] of known.facts) {
      const item = make("dd");
      if (url) {
        const link = make("a", text);
        link.href = url;
        if (!url.startsWith("#")) { link.target = "_blank"; link.rel = "noopener"; }
        item.append(link);
      } else item.textContent = text;
      list.append(make("dt", label), item);
    }
    const controls = what?.controls(id);
    panel.replaceChildren(make("p", known.kind, "kind"), make("p", known.text, "text"), ...(controls ? [controls] : []), list);
    panel.scrollTop = 0;
  };
  // Each element becomes a button, so links inside it give way: the details have them.
  picture.setAttribute("role", "group");
  for (const link of picture.querySelectorAll("a")) link.replaceWith(...link.childNodes);
  const groups = new Map();
  for (const id of Object.keys(data)) {
    const group = document.getElementById(id);
    if (!group) continue;
    groups.set(id, group);
    group.dataset.element = id;
    group.setAttribute("tabindex", "0");
    group.setAttribute("role", "button");
  }
  const choose = (id) => {
    for (const group of groups.values()) group.classList.toggle("chosen", group.id === id);
    if (id && groups.has(id)) show(id);
  };
  const what = models.length ? whatIf({ models, top, picture, text: (id) => data[id]?.text ?? id }) : null;
  const go = (id) => { location.hash = id; follow(); };
  picture.addEventListener("click", (event) => {
    const group = event.target.closest("[data-element]");
    if (group) go(group.id);
  });
  picture.addEventListener("keydown", (event) => {
    const group = event.target.closest("[data-element]");
    if (group && (event.key === "Enter" || event.key === " ")) { event.preventDefault(); go(group.id); }
  });
  const follow = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    if (!groups.has(id)) return;
    choose(id);
    groups.get(id).scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  addEventListener("hashchange", follow);
  fit();
  // Open where the map can be read: whole if it is small, else at its first conclusion.
  if (zoom > 1) setZoom(1);
  else if (zoom < 0.7) {
    setZoom(0.7);
    const end = picture.querySelector(".conclusion[data-element]");
    if (end) end.scrollIntoView({ block: "center", inline: "end" });
  }
  follow();
})();

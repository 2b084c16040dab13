// Pan and zoom: wheel, pinch, drag and keys (d3-zoom).
import { select } from "d3-selection";
import { zoom, zoomIdentity } from "d3-zoom";
import { prefersStill } from "./dom.js";

const READABLE = 0.75, DURATION = 300;

export const buildCamera = (canvas, view) => {
  for (const name of ["width", "height", "viewBox"]) canvas.removeAttribute(name);
  const selection = select(canvas);
  const size = () => ({ width: canvas.clientWidth || 800, height: canvas.clientHeight || 600 });
  const behavior = zoom().scaleExtent([0.02, 6])
    .filter((event) => (!event.ctrlKey || event.type === "wheel") && !event.button)
    .on("zoom", (event) => view.setAttribute("transform", event.transform));
  selection.call(behavior).on("dblclick.zoom", null);
  let current = zoomIdentity;
  behavior.on("zoom.keep", (event) => { current = event.transform; if (event.sourceEvent) cancelAnimationFrame(moving); });

  let moving = 0;
  const go = (transform, animated) => {
    cancelAnimationFrame(moving);
    if (!animated || prefersStill()) { selection.call(behavior.transform, transform); return; }
    const from = current, began = performance.now();
    const frame = (now) => {
      const share = Math.min(1, (now - began) / DURATION), eased = share * (2 - share);
      const between = (one, other) => one + (other - one) * eased;
      const k = Math.exp(between(Math.log(from.k), Math.log(transform.k)));
      // The middle of the window moves along a straight line of the picture.
      const { width, height } = size();
      const x = between((width / 2 - from.x) / from.k, (width / 2 - transform.x) / transform.k);
      const y = between((height / 2 - from.y) / from.k, (height / 2 - transform.y) / transform.k);
      const here = share === 1 ? transform : zoomIdentity.translate(width / 2 - x * k, height / 2 - y * k).scale(k);
      selection.call(behavior.transform, here);
      if (share < 1) moving = requestAnimationFrame(frame);
    };
    moving = requestAnimationFrame(frame);
  };
  const show = ({ left, top, right, bottom }, { animated = true, most = 1, pad = 12 } = {}) => {
    const { width, height } = size();
    const scale = Math.max(0.02, Math.min(most, (width - 2 * pad) / (right - left), (height - 2 * pad) / (bottom - top)));
    const x = width / 2 - (scale * (left + right)) / 2, y = height / 2 - (scale * (top + bottom)) / 2;
    go(zoomIdentity.translate(x, y).scale(scale), animated);
  };
  // Bring a box into sight, and near enough to be read; as little as that needs.
  const reach = ({ x, y, width = 200, height = 70 }, { animated = true } = {}) => {
    const { width: wide, height: tall } = size();
    const scale = Math.max(current.k, Math.min(READABLE, 1));
    let left = current.applyX(x), top = current.applyY(y);
    const inside = current.k >= 0.45 && left > 0 && top > 0 && left + width * current.k < wide && top + height * current.k < tall;
    if (inside) return;
    left = wide / 2 - scale * (x + width / 2);
    top = tall / 2 - scale * (y + height / 2);
    go(zoomIdentity.translate(left, top).scale(scale), animated);
  };
  return {
    show, reach,
    by: (factor) => go(scaled(current, factor, size()), true),
    move: (dx, dy) => go(zoomIdentity.translate(current.x + dx, current.y + dy).scale(current.k), false),
    get transform() { return current; },
    set: ({ x, y, k }) => go(zoomIdentity.translate(x, y).scale(k), false),
  };
};

const scaled = (current, factor, { width, height }) => {
  const k = Math.min(6, Math.max(0.02, current.k * factor));
  const x = width / 2 - ((width / 2 - current.x) * k) / current.k, y = height / 2 - ((height / 2 - current.y) * k) / current.k;
  return zoomIdentity.translate(x, y).scale(k);
};

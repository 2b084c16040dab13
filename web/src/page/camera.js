// Pan and zoom: wheel, pinch, drag and keys (d3-zoom).
import { select } from "d3-selection";
import { zoom, zoomIdentity } from "d3-zoom";
import { prefersStill } from "./screen.js";
import { LEAST, MOST, between, fitted, reaching, scaled } from "./viewpoint.js";

/** @import { Bounds, PageState } from "../types" */
/** @import { Transform } from "./viewpoint.js" */

const DURATION = 300;

export class Camera {
  /**
   * @param {SVGSVGElement} canvas
   * @param {Element} view what is moved in it
   * @param {PageState} state
   */
  constructor(canvas, view, state) {
    for (const name of ["width", "height", "viewBox"]) canvas.removeAttribute(name);
    this.canvas = canvas;
    this.state = state;
    this.selection = select(canvas);
    /** @type {import("d3-zoom").ZoomBehavior<SVGSVGElement, unknown>} */
    this.behavior = zoom();
    this.behavior.scaleExtent([LEAST, MOST])
      .filter((event) => (!event.ctrlKey || event.type === "wheel") && !event.button)
      .on("zoom", ({ transform, sourceEvent }) => {
        view.setAttribute("transform", transform);
        state.viewpoint = transform;
        if (sourceEvent) cancelAnimationFrame(state.frame);
      });
    this.selection.call(this.behavior).on("dblclick.zoom", null);
  }

  get size() {
    return { width: this.canvas.clientWidth || 800, height: this.canvas.clientHeight || 600 };
  }

  /**
   * Be at a viewpoint at once.
   * @param {Transform} viewpoint
   */
  set({ x, y, k }) {
    cancelAnimationFrame(this.state.frame);
    this.selection.call(this.behavior.transform, zoomIdentity.translate(x, y).scale(k));
  }

  /**
   * @param {Transform} viewpoint
   * @param {boolean} isAnimated
   */
  go(viewpoint, isAnimated) {
    if (!isAnimated || prefersStill()) {
      this.set(viewpoint);
      return;
    }
    const { state, size } = this, from = state.viewpoint, began = performance.now();
    /** @param {number} now */
    const frame = (now) => {
      const share = Math.min(1, (now - began) / DURATION), eased = share * (2 - share);
      this.set(share === 1 ? viewpoint : between(from, viewpoint, eased, size));
      if (share < 1) state.frame = requestAnimationFrame(frame);
    };
    cancelAnimationFrame(state.frame);
    state.frame = requestAnimationFrame(frame);
  }

  /**
   * Show a part of the picture.
   * @param {Bounds} bounds
   * @param {{ animated?: boolean, most?: number, pad?: number }} options
   */
  show(bounds, { animated = true, most = 1, pad = 12 } = {}) {
    this.go(fitted(bounds, this.size, { most, pad }), animated);
  }

  /**
   * Bring a box into sight, and near enough to be read; as little as that needs.
   * @param {{ x: number, y: number, width?: number, height?: number }} box
   * @param {{ animated?: boolean }} options
   */
  reach({ x, y, width = 200, height = 70 }, { animated = true } = {}) {
    const viewpoint = reaching(this.state.viewpoint, { x, y, width, height }, this.size);
    if (viewpoint) this.go(viewpoint, animated);
  }

  /** @param {number} factor */
  zoomBy(factor) {
    this.go(scaled(this.state.viewpoint, factor, this.size), true);
  }

  /**
   * @param {number} right
   * @param {number} down
   */
  move(right, down) {
    const { x, y, k } = this.state.viewpoint;
    this.go({ x: x + right, y: y + down, k }, false);
  }
}

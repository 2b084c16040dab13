// Showing the argument step by step.
import { known } from "../common/collections.js";
import { byId } from "../common/dom.js";
import { fill } from "../common/words.js";
import { membersOf } from "./graph.js";
import { setReading } from "./modes.js";
import { announce } from "./screen.js";
import { presentationSteps } from "./steps.js";

/** @import { Graph, PageData, PageState } from "../types" */
/** @import { Camera } from "./camera.js" */
/** @import { Picture } from "./picture.js" */

// So many statements of a step are read aloud.
const SPOKEN = 6;

export class Stage {
  /** @param {{ graph: Graph, data: PageData, picture: Picture, camera: Camera, state: PageState }} page */
  constructor({ graph, data, picture, camera, state }) {
    this.graph = graph;
    this.data = data;
    this.notes = new Map(Object.entries(data.notes));
    this.picture = picture;
    this.camera = camera;
    this.state = state;
    this.element = byId("_stage");
    picture.onDraw(() => { if (state.isPresenting) this.apply(); });
  }

  start() {
    const { data, graph, picture, state } = this;
    picture.unfoldAll();
    state.steps = presentationSteps(graph, data);
    if (picture.isLarge) {
      const shown = state.steps.map((step) => step.filter((id) => picture.isShown(id)));
      state.steps = shown.filter((step) => step.length);
    }
    state.stepAt = 0;
    this.turn(true);
    setReading(state, false);
    this.show();
    byId("_map").focus();
  }

  leave() {
    this.turn(false);
    if (document.fullscreenElement) document.exitFullscreen();
    this.apply();
    this.camera.show(this.picture.bounds());
  }

  /** @param {boolean} isOn */
  turn(isOn) {
    this.state.isPresenting = isOn;
    this.element.hidden = !isOn;
    document.body.classList.toggle("presenting", isOn);
  }

  /** @param {number} step */
  goTo(step) {
    if (!this.state.isPresenting) return;
    this.state.stepAt = Math.min(this.state.steps.length - 1, Math.max(0, step));
    this.show();
  }

  next() { this.goTo(this.state.stepAt + 1); }

  back() { this.goTo(this.state.stepAt - 1); }

  first() { this.goTo(0); }

  last() { this.goTo(this.state.steps.length); }

  // Only what the steps so far have revealed is seen.
  apply() {
    const { graph, picture, state } = this;
    const revealed = new Set(state.steps.slice(0, state.stepAt + 1).flat());
    /** @param {string[]} ids */
    const isAnySeen = (ids) => !state.isPresenting || ids.some((id) => revealed.has(id));
    picture.layers.mark("unrevealed", (id) => !isAnySeen([id]),
      ({ target }, starts) => !(isAnySeen(starts) && isAnySeen([target])), "every");
    for (const [id, block] of picture.layers.blocks) {
      block.classList.toggle("unrevealed", !isAnySeen(membersOf(known(graph.units, id))));
    }
  }

  show() {
    const { camera, data, graph, notes, picture, state } = this;
    const step = state.steps[state.stepAt] ?? [], total = state.steps.length;
    for (const id of step) picture.reveal(id);
    this.apply();
    const progress = /** @type {HTMLProgressElement} */ (byId("_progress"));
    progress.max = total;
    progress.value = state.stepAt + 1;
    const title = fill(data.words.step, { number: state.stepAt + 1, total });
    byId("_step").textContent = title;
    byId("_note").textContent = step.flatMap((id) => notes.get(id) || []).join(" ");
    const texts = step.flatMap((id) => graph.elements.get(id)?.text ?? []);
    announce(`${title}: ${texts.slice(0, SPOKEN).join(" ")}`);
    const near = step.flatMap((id) => [id, ...(graph.onward.get(id) ?? [])]);
    camera.show(picture.bounds(new Set(near)), { most: 1.1, pad: 60 });
  }
}

export const toggleFullScreen = () => {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.();
};

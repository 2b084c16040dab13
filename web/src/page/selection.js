// The element that is chosen, and the one that can be reached with Tab: one at a time; the arrow keys move along the
// argument from there.
/** @import { Graph, PageState } from "../types" */
/** @import { Camera } from "./camera.js" */
/** @import { Picture } from "./picture.js" */

export class Selection {
  /**
   * @param {object} page
   * @param {Graph} page.graph
   * @param {Picture} page.picture
   * @param {Camera} page.camera
   * @param {PageState} page.state
   * @param {(id: string) => void} page.showDetails
   * @param {() => void} page.clearDetails
   * @param {() => void} page.remember what is chosen, in the history
   */
  constructor({ graph, picture, camera, state, showDetails, clearDetails, remember }) {
    this.graph = graph;
    this.picture = picture;
    this.camera = camera;
    this.state = state;
    this.showDetails = showDetails;
    this.clearDetails = clearDetails;
    this.remember = remember;
    picture.onDraw(() => this.settle());
  }

  // Have Tab reach something that is shown, and nothing chosen that is folded away.
  settle() {
    const { picture, state: { chosen, current } } = this;
    if (current) this.hold(this.reachable());
    if (chosen && picture.isPlaced(chosen) && !picture.isShown(chosen)) this.unchoose();
  }

  // What Tab reaches where the current element is folded away or filtered out: the first that is shown.
  reachable() {
    const { graph, picture, state: { current } } = this;
    /** @param {string} id */
    const isOut = (id) => picture.groups.get(id)?.classList.contains("out") ?? true;
    return [current, ...graph.unitOf.keys()].find((id) => picture.isShown(id) && !isOut(id)) ?? current;
  }

  /**
   * Let Tab reach an element or, if it is folded away, another.
   * @param {string} id
   */
  start(id) {
    this.state.current = id;
    this.hold(this.reachable());
  }

  /**
   * Make an element the one that Tab reaches; groups are reached in any case.
   * @param {string} id
   */
  hold(id) {
    const { graph: { regions }, picture: { groups } } = this;
    if (regions.has(id)) return;
    groups.get(this.state.current)?.setAttribute("tabindex", "-1");
    groups.get(id)?.setAttribute("tabindex", "0");
    this.state.current = id;
  }

  /** @param {string} id */
  focus(id) { this.picture.groups.get(id)?.focus({ preventScroll: true }); }

  /**
   * Show the details of an element; unless told otherwise focus it and remember it in the history.
   * @param {string} id
   * @param {{ isFocused?: boolean, isRemembered?: boolean }} options
   */
  choose(id, { isFocused = true, isRemembered = true } = {}) {
    const { camera, graph, picture, state } = this;
    if (!graph.elements.has(id)) return;
    const isPlaced = picture.isPlaced(id);
    if (isPlaced) picture.reveal(id);
    state.chosen = id;
    if (isPlaced) this.hold(id);
    for (const [name, group] of picture.groups) group.classList.toggle("chosen", name === id);
    this.showDetails(id);
    if (isPlaced) camera.reach(picture.boxOf(id));
    if (isRemembered) this.remember();
    if (isFocused && isPlaced) this.focus(id);
  }

  /**
   * Go to an element without choosing it.
   * @param {string} id
   */
  goTo(id) {
    this.hold(id);
    this.focus(id);
    this.camera.reach(this.picture.boxOf(id));
  }

  /** Choose nothing. */
  unchoose() {
    this.state.chosen = "";
    for (const group of this.picture.groups.values()) group.classList.remove("chosen");
    this.clearDetails();
  }

  /**
   * Light the way from an element onward.
   * @param {string} id or nothing
   */
  light(id) {
    if (id === this.state.lit) return;
    this.state.lit = id;
    this.picture.light(id);
  }
}

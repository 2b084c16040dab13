// Filters: what does not fit is faded and left out of the way of the keys.
import { known } from "../common/collections.js";
import { fits } from "./fitting.js";

/** @import { Graph } from "../types" */
/** @import { Picture } from "./picture.js" */

export class Filters {
  /**
   * @param {Graph} graph
   * @param {Picture} picture
   */
  constructor(graph, picture) {
    this.graph = graph;
    this.picture = picture;
    /** @type {NodeListOf<HTMLInputElement>} */
    this.boxes = document.querySelectorAll("[data-kind], [data-only], [data-concept]");
    for (const box of this.boxes) box.addEventListener("change", () => this.apply());
    picture.onDraw(() => this.apply());
  }

  /** @param {"kind" | "only" | "concept"} name */
  checked(name) {
    return [...this.boxes].filter(({ checked }) => checked).flatMap(({ dataset }) => dataset[name] || []);
  }

  apply() {
    const { graph, picture: { groups, layers } } = this;
    const kinds = new Set(this.checked("kind")), only = this.checked("only"), concepts = this.checked("concept");
    const out = new Set();
    for (const [id, group] of groups) {
      const isWeak = group.classList.contains("weak");
      if (!fits({ kinds, only, concepts }, id, known(graph.elements, id), isWeak)) out.add(id);
      if (out.has(id)) group.setAttribute("aria-hidden", "true");
      else group.removeAttribute("aria-hidden");
    }
    layers.mark("out", (id) => out.has(id),
      ({ target }, starts) => out.has(target) || starts.every((start) => out.has(start)));
  }

  clear() {
    for (const box of this.boxes) box.checked = Boolean(box.dataset.kind);
    this.apply();
  }

  /** @param {string} id */
  isOut(id) { return this.picture.groups.get(id)?.classList.contains("out") ?? true; }
}

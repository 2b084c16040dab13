// Filters: what does not fit is faded and left out of the way of the keys.
import { known } from "../common/collections.js";
import { fits } from "./fitting.js";
import { groupWith } from "./groups.js";

/** @import { Graph } from "../types" */
/** @import { Picture } from "./picture.js" */

export class Filters {
  /**
   * @param {Graph} graph
   * @param {Picture} picture
   * @param {() => void} onApply
   */
  constructor(graph, picture, onApply) {
    this.graph = graph;
    this.picture = picture;
    this.onApply = onApply;
    /** @type {NodeListOf<HTMLInputElement>} */
    this.boxes = document.querySelectorAll("[data-kind], [data-only], [data-concept], [data-tag], [data-group]");
    for (const box of this.boxes) box.addEventListener("change", () => this.apply());
    picture.onDraw(() => this.apply());
  }

  /** @param {"kind" | "only" | "concept" | "tag" | "group"} name */
  checked(name) {
    return [...this.boxes].filter(({ checked }) => checked).flatMap(({ dataset }) => dataset[name] || []);
  }

  apply() {
    const { graph, picture: { groups, layers, state } } = this;
    const filter = {
      kinds: new Set(this.checked("kind")), only: this.checked("only"), concepts: this.checked("concept"),
      tags: this.checked("tag"), groups: this.checked("group"),
    };
    const out = new Set();
    for (const id of graph.unitOf.keys()) {
      const isWeak = state.ranks.has(id) || Boolean(groups.get(id)?.classList.contains("weak"));
      if (!fits(filter, id, known(graph.elements, id), { isWeak, group: groupWith(graph, id) })) out.add(id);
    }
    layers.mark("out", (id) => out.has(id),
      ({ target }, starts) => out.has(target) || starts.every((start) => out.has(start)), "every");
    for (const group of groups.values()) {
      if (group.classList.contains("out")) group.setAttribute("aria-hidden", "true");
      else group.removeAttribute("aria-hidden");
    }
    this.onApply();
  }

  clear() {
    for (const box of this.boxes) box.checked = Boolean(box.dataset.kind);
    this.apply();
  }

  /** @param {string} id */
  isOut(id) { return this.picture.groups.get(id)?.classList.contains("out") ?? true; }
}

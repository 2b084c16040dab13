// Search with next and previous.
import { byId, field } from "../common/dom.js";
import { fill } from "../common/words.js";
import { matching, searchable } from "./match.js";

/** @import { Graph, PageData, PageState } from "../types" */
/** @import { Picture } from "./picture.js" */

export class Search {
  /**
   * @param {{ graph: Graph, data: PageData, picture: Picture, state: PageState, choose: (id: string) => void }} page
   */
  constructor({ graph, data, picture, state, choose }) {
    this.words = data.words;
    this.picture = picture;
    this.state = state;
    this.choose = choose;
    this.texts = searchable(graph.elements, data.strings);
    this.field = field("_query");
    this.field.addEventListener("input", () => this.start());
    this.field.addEventListener("keydown", (event) => this.onKey(event));
    byId("_search").addEventListener("submit", (event) => {
      event.preventDefault();
      this.go(1);
    });
    picture.onDraw(() => this.mark());
  }

  start() {
    const { state } = this;
    state.found = matching(this.texts, this.field.value);
    state.foundAt = -1;
    if (state.found.length) {
      this.go(1);
    } else {
      this.tell();
      this.mark();
    }
  }

  /** @param {number} step */
  go(step) {
    const { state } = this, count = state.found.length;
    if (!count) return;
    state.foundAt = (state.foundAt + step + count) % count;
    this.tell();
    const id = state.found[state.foundAt];
    this.choose(id);
    history.replaceState(null, "", `#${encodeURIComponent(id)}`);
    this.mark();
  }

  tell() {
    const { state: { found, foundAt }, words } = this;
    const answer = found.length ? fill(words.found, { number: foundAt + 1, total: found.length }) : words.none_found;
    byId("_found").textContent = this.field.value.trim() ? answer : "";
  }

  mark() {
    const found = new Set(this.state.found);
    const { layers, state: { frames } } = this.picture;
    layers.mark("found", (id) => found.has(id), () => false);
    for (const id of frames.keys()) layers.groups.get(id)?.classList.toggle("found", found.has(id));
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    event.stopPropagation();
    if (event.key === "Enter") {
      event.preventDefault();
      this.go(event.shiftKey ? -1 : 1);
    }
    if (event.key === "Escape") {
      this.field.value = "";
      this.start();
      this.field.blur();
    }
  }

  focus() { this.field.focus(); }
}

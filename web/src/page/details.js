// The panel with all that is known of an element.
import { known } from "../common/collections.js";
import { button, byId, make } from "../common/dom.js";
import { fill } from "../common/words.js";
import { stringOf } from "./strings.js";

/** @import { Fact, Graph, PageData } from "../types" */
/** @import { Picture } from "./picture.js" */
/** @import { WhatIf } from "./whatif.js" */
/**
 * @typedef {object} Actions
 * @property {(id: string, isUnfolding: boolean) => void} fold
 * @property {(id: string) => void} focus
 * @property {(id: string) => void} copy
 */

// Facts that are hidden with the weak links.
const OF_WEAKNESS = new Set(["weak link", "weak by structure", "standing", "error", "warning", "hint"]);

/**
 * @param {string} text
 * @param {string} url
 */
const linkTo = (text, url) => {
  const link = make("a", text);
  link.href = url;
  if (!url.startsWith("#")) Object.assign(link, { target: "_blank", rel: "noopener" });
  return link;
};

export class Details {
  /** @param {{ graph: Graph, data: PageData, picture: Picture, whatIf: WhatIf | null, actions: Actions }} page */
  constructor({ graph, data, picture, whatIf, actions }) {
    this.graph = graph;
    this.strings = data.strings;
    this.words = data.words;
    this.picture = picture;
    this.whatIf = whatIf;
    this.actions = actions;
    this.start = [...byId("_details").childNodes];
  }

  /** Show what is there while nothing is chosen. */
  clear() { byId("_details").replaceChildren(...this.start); }

  /** @param {string} id */
  show(id) {
    const { words } = this, element = known(this.graph.elements, id);
    const list = make("dl");
    for (const fact of element.facts) list.append(...this.row(fact));
    const controls = this.whatIf?.controls(id) ?? [];
    const kind = make("p", words[`kind_${element.kind}`], "kind"), held = this.graph.regions.get(id)?.holds.length;
    const count = held ? [make("p", fill(words.holds_elements, { number: held }), "kind")] : [];
    byId("_details").replaceChildren(
      kind, make("p", element.text, "text"), ...count, this.buttons(id), ...controls, list,
    );
    byId("_side").scrollTop = 0;
  }

  /** @param {string} id */
  buttons(id) {
    const { actions, picture, words } = this, line = make("p", "", "does");
    if (picture.canFold(id)) {
      if (picture.folds(id).length) line.append(button(words.unfold, () => actions.fold(id, true)));
      if (!picture.isFolded(id)) line.append(button(words.fold, () => actions.fold(id, false)));
    }
    if (picture.isPlaced(id)) line.append(button(words.focus, () => actions.focus(id)));
    line.append(button(words.copy_link, () => actions.copy(id)));
    line.lang = byId("_standing").lang;
    return line;
  }

  /** @param {Fact} fact */
  row([rawLabel, rawText, url = ""]) {
    const label = stringOf(rawLabel, this.strings);
    /** @type {Record<string, string>} */
    const words = this.words;
    const term = make("dt", words[`label_${label.replaceAll(" ", "_")}`] ?? label);
    const text = this.textOf(rawText, url), definition = make("dd");
    definition.append(url ? linkTo(text, url) : text);
    if (OF_WEAKNESS.has(label)) for (const cell of [term, definition]) cell.classList.add("weak-fact-row");
    return [term, definition];
  }

  /**
   * Of another element of the map, only the id is in the data: its words are in the page already.
   * @param {string | number} text
   * @param {string} url
   */
  textOf(text, url) {
    const element = url.startsWith("#") && this.graph.elements.get(url.slice(1));
    if (text !== "" || !element) return stringOf(text, this.strings);
    return `${this.words[`kind_${element.kind}`]}: ${element.text}`;
  }
}

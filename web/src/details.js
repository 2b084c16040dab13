// The panel with all that is known of an element.
import { button, byId, make } from "./dom.js";

const LINKS_OUT = { target: "_blank", rel: "noopener" };

export const buildDetails = ({ graph, words, strings, actions, whatIf, picture }) => {
  const pooled = (one) => (typeof one === "number" ? strings[one] : one);
  const panel = byId("_details");
  return (id) => {
    const known = graph.elements.get(id);
    const list = make("dl");
    for (const [label_, said, url = ""] of known.facts) {
      const label = pooled(label_), about = url.startsWith("#") && graph.elements.get(url.slice(1));
      // Of another element of the map only the id is told: its words are there already.
      const text = said === "" && about ? `${words[`kind_${about.kind}`]}: ${about.text}` : pooled(said);
      const item = make("dd"), term = make("dt", words[`label_${label.replaceAll(" ", "_")}`] ?? label);
      const speaksOfWeakness = ["weak link", "weak by structure", "standing", "error", "warning", "hint"].includes(label);
      if (speaksOfWeakness) { item.classList.add("weak-fact-row"); term.classList.add("weak-fact-row"); }
      if (url) {
        const link = make("a", text);
        link.href = url;
        if (!url.startsWith("#")) Object.assign(link, LINKS_OUT);
        item.append(link);
      } else item.textContent = text;
      list.append(term, item);
    }
    const does = make("p", "", "does");
    if (picture.canFold(id)) does.append(button(picture.isFolded(id) ? words.unfold : words.fold, () => actions.fold(id)));
    does.append(button(words.focus, () => actions.focus(id)), button(words.copy_link, () => actions.copy(id)));
    does.lang = panel.closest("aside").querySelector("section").lang;
    const controls = whatIf?.controls(id);
    const kind = make("p", words[`kind_${known.kind}`], "kind");
    panel.replaceChildren(kind, make("p", known.text, "text"), does, ...(controls ? [controls] : []), list);
    byId("_side").scrollTop = 0;
  };
};

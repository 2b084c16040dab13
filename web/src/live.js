// A page from `argmap serve`: it hears when the map was saved, and keeps its place when it loads anew.
import { byId, make } from "./dom.js";

const KEY = "argmap";

// What the page before this one left: its link with the whole state, its camera and how far it was scrolled.
export const takeKept = () => {
  if (!document.body.dataset.live) return null;
  const kept = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  return kept && JSON.parse(kept);
};

export const liven = (save) => {
  const news = new EventSource("events");
  news.addEventListener("changed", () => {
    sessionStorage.setItem(KEY, JSON.stringify(save()));
    location.reload();
  });
  news.addEventListener("problem", (event) => {
    byId("_error")?.remove();
    const box = make("pre", JSON.parse(event.data));
    box.id = "_error";
    box.setAttribute("role", "alert");
    document.body.append(box);
  });
};

// A page from `argmap serve`: it hears when the map was saved, and keeps its place when it loads anew.
import { make } from "../common/dom.js";

/** @import { Transform } from "./viewpoint.js" */

/**
 * What a page leaves to the one after it: its link with the whole state, its camera and how far it was scrolled.
 * @typedef {{ link: string, camera: Transform, page: number, side: number }} Kept
 */

const KEY = "argmap";

export const isLive = () => Boolean(document.body.dataset.live);

/** @returns {Kept | null} */
export const takeKept = () => {
  if (!isLive()) return null;
  const kept = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  return kept && JSON.parse(kept);
};

/** @param {string} problem */
const showProblem = (problem) => {
  document.getElementById("_error")?.remove();
  const box = make("pre", problem);
  box.id = "_error";
  box.setAttribute("role", "alert");
  document.body.append(box);
};

/** @param {() => Kept} save */
export const liven = (save) => {
  const news = new EventSource("events");
  news.addEventListener("changed", () => {
    sessionStorage.setItem(KEY, JSON.stringify(save()));
    location.reload();
  });
  news.addEventListener("problem", (event) => showProblem(JSON.parse(event.data)));
};

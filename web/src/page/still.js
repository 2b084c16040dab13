// Stands in for d3-transition and d3-interpolate. Of these d3-zoom needs what moves a picture by a transition, and here
// none does: the camera moves it. That something can be interrupted is all that is left.
import { selection } from "d3-selection";

export const interrupt = () => {};
export const interpolateZoom = () => () => [];
selection.prototype.interrupt = function stop() { return this; };

// Stands in for d3-transition, of which d3-zoom needs only that what moves can be stopped: here nothing moves by it.
import { selection } from "d3-selection";

export const interrupt = () => {};
selection.prototype.interrupt = function stop() { return this; };

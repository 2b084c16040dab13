// The shapes of what the Python side embeds (render/html.py, classroom/page.py) and of what the scripts make of it.
import type { Transform } from "./page/viewpoint.js";
import type pageCatalog from "../../src/argmap/render/catalogs/en.json";
import type exerciseCatalog from "../../src/argmap/classroom/catalogs/en.json";

export type Kind =
  | "premise" | "assumption" | "claim" | "conclusion" | "supposition" | "inference" | "objection" | "rivalry"
  | "caution" | "contested" | "note" | "concept" | "source" | "group";
export type Direction = "right" | "left" | "up" | "down";

/** The words of the page. Those of labels may be left out: a label without one is told as it is. */
export type PageWords = typeof pageCatalog;
export type ExerciseWords = typeof exerciseCatalog;

/** A label, a text and a link; a number stands for one of the strings of the page. */
export type Fact = [label: string | number, text: string | number, url?: string];

export interface MapElement {
  kind: Kind;
  text: string;
  facts: Fact[];
  rank?: number;
  /** In how many of how many worlds it stands. */
  stands?: [number: string, total: string];
  concepts?: string[];
  tags?: string[];
  from?: string[];
  against?: string[];
  cautions?: string[];
  contests?: string[];
  notes?: string[];
  rivalries?: string[];
}

/** An element in a unit: its id and how far it stands from the unit's top left corner. */
export type Member = [id: string, right: number, down: number];
export type UnitRow = [id: string, width: number, height: number, x: number, y: number, members: Member[]];
export type LinkRow = [start: string, end: string, style: string, target: string, width: number, ending?: string];

export type Rectangle = [left: number, top: number, width: number, height: number];
/** A group that is drawn; `frames` is where Python has put it, `box` what stands for it when it is folded. */
export type RegionRow = [
  id: string, title: [width: number, height: number, lines: string[], isRtl: number], units: string[],
  frames: Rectangle[], box: [width: number, height: number, markup: string],
];

/** See standing.js. */
export interface Model {
  conclusion: string;
  elements: string[];
  grades: number[];
  against: (boolean | number)[];
  rows: number[];
  top: number;
  exclusive: number[][];
  range?: string[];
}

export interface PageData {
  strings: string[];
  elements: Record<string, MapElement>;
  units: UnitRow[];
  links: LinkRow[];
  regions: RegionRow[];
  roots: string[];
  /** The units that the page opens with; none if it opens with all. */
  opening: string[];
  direction: Direction;
  /** The shapes at the ends of lines, as path data, by name. */
  endings: Record<string, string>;
  models: Model[];
  entangled: boolean;
  top: number;
  order: string[];
  first: "conclusion" | "premises";
  notes: Record<string, string>;
  markup: Record<string, string>;
  words: PageWords;
}

/** What is placed: an element, a block of linked premises, or the box of a folded group (which `holds` its elements). */
export interface Unit {
  id: string;
  width: number;
  height: number;
  x: number;
  y: number;
  members: Member[];
  holds: string[];
  children: string[];
  parent: string | null;
  depth: number;
}

export interface Link {
  number: number;
  start: string;
  end: string;
  style: string;
  target: string;
  width: number;
  /** The name of the shape at its end, or nothing. */
  ending: string;
}

/** A group that is drawn. */
export interface Region {
  id: string;
  width: number;
  height: number;
  lines: string[];
  isRtl: boolean;
  units: string[];
  /** The elements in it. */
  holds: string[];
  frames: Rectangle[];
  box: { width: number; height: number; markup: string };
}

export interface Graph {
  elements: Map<string, MapElement>;
  units: Map<string, Unit>;
  regions: Map<string, Region>;
  /** The group that each unit is in. */
  groupOf: Map<string, string>;
  /** The units of the conclusions. */
  ends: string[];
  /** The units that the page opens with; none if it opens with all. */
  opening: Set<string>;
  /** The unit that each element is in. */
  unitOf: Map<string, string>;
  links: Link[];
  /** The links that one stands for, by its number, where that is more than itself. */
  merged: Map<number, number[]>;
  /** The units that the forest grows from. */
  roots: string[];
  /** How many elements hang below each unit, itself not counted. */
  sizes: Map<string, number>;
  /** What each element leads to. */
  onward: Map<string, string[]>;
  /** The elements that each unit of notes, or of a rivalry, speaks of. */
  notesOn: Map<string, string[]>;
  direction: Direction;
}

export type Place = [x: number, y: number];
export interface Bounds { left: number; top: number; right: number; bottom: number }
export interface Focus { id: string; steps: number }
export interface Effect { id: string; gain: number; loss: number }
export interface Assessed { standing: number; effects: Effect[] }

/** What a link to the page says of its state; `folds` is null where it says nothing of folds. */
export interface LinkState {
  id: string;
  folds: string[] | null;
  /** The steps that are hidden one by one, below something that is not folded. */
  hidden: string[];
  focus: Focus | null;
  grades: Map<string, number>;
  showsWeak: boolean;
  view: string;
}

/** All that changes while the page is open. */
export interface PageState {
  /** The element whose details are shown, the one that Tab reaches, and the one whose way onward is lit. */
  chosen: string;
  current: string;
  lit: string;
  /** Grades that differ from the map's, and the ranks of the weakest links with them. */
  grades: Map<string, number>;
  ranks: Map<string, number>;
  /** What is folded, what is hidden though not all beside it is, what is focused, what is shown, and where it is. */
  folded: Set<string>;
  hidden: Set<string>;
  focus: Focus | null;
  shown: Set<string>;
  places: Map<string, Place>;
  /** The graph with a box for each folded group, and the frames of the groups that are not. */
  drawn: Graph;
  frames: Map<string, Rectangle[]>;
  isRearranged: boolean;
  /** What a search found, and which of it is shown. */
  found: string[];
  foundAt: number;
  /** The steps of the presentation, and which of them is shown. */
  steps: string[][];
  stepAt: number;
  isPresenting: boolean;
  isReading: boolean;
  showsWeak: boolean;
  /** Where the camera is, and the frame in which it moves on. */
  viewpoint: Transform;
  frame: number;
  /** Where the camera was when the browser began to print. */
  beforePrint: string | null;
}

export type Key = "text" | "table" | "scheme" | "from" | "to" | "against" | "weak";
export type Answer = string | string[];

export interface Told {
  text?: string;
  from?: string[];
  to?: string;
  against?: string;
  discharges?: string[];
  scheme?: string;
}

/** An element of an exercise; `table` is empty where the role of a statement is not shown. */
export interface Item {
  id: string;
  isStatement: boolean;
  table: string;
  told: Told;
  asks: Key[];
  depth: number;
  answers?: Partial<Record<Key, Answer>>;
}

/** Which exercise it is: what the file of a student begins with. */
export interface Stamp {
  version: number;
  kind: string;
  title: string;
  map: string;
  seed: number;
  variant?: string;
  help: string;
  hide: number;
  size: number;
  focus?: number;
  depth?: number;
  group?: string;
  asked: string[];
}

/**
 * Answers are there only where the page may use them: those of the elements, `classes`, `turns`, `weak`, `order` and
 * `before`, as the judge takes them, and `weakest`.
 */
export interface ExerciseData {
  what: "fill-text" | "fill-links" | "classify" | "find-weak" | "order" | "build";
  allowed: "none" | "hints" | "check";
  stamp: Stamp;
  elements: Item[];
  bank: string[];
  count: number;
  rivalries: [among: string[], why: string][];
  roles: string[];
  schemes: string[];
  classes?: string[][];
  turns?: Record<string, string>[];
  weak?: { members: string[], need: number }[];
  order?: string[];
  before?: [string, string][];
  weakest?: string[];
  words: ExerciseWords;
}

/** All that changes while an exercise is done. Answers go by `id key`. */
export interface ExerciseState {
  answers: Map<string, Answer | boolean>;
  order: string[];
  /** Whether the student has put anything in another place. */
  isOrdered: boolean;
}

export interface Exercise {
  data: ExerciseData;
  words: ExerciseWords;
  items: Map<string, Item>;
  state: ExerciseState;
  /** To be called before an answer is taken, so that it is taken from the student whose name is given by now. */
  settle: () => boolean;
  /** To be called after it, with what that returned. */
  changed: (isOther: boolean) => void;
}

/** What the judge says: the points of so many questions, how many of these are right, and which elements. */
export interface Judged {
  points: number;
  questions: number;
  right: number;
  verdicts: Map<string, boolean>;
}

// Answers are kept in the browser under the name of the student, and shown only to who gives that name again. What has
// no name yet is kept for this tab alone.
import { isBegun, startAgain, takeAnswers } from "./state.js";

/** @import { Exercise, ExerciseData } from "../types" */

/** @param {ExerciseData} data */
const exerciseKey = ({ stamp: { map, help } }) => `argmap exercise ${map} ${help}`;

/** @param {string} name */
const plain = (name) => name.trim().toLowerCase().replace(/\s+/g, " ");

/**
 * Where the answers of a student are kept, and under which key.
 * @param {ExerciseData} data
 * @param {string} name
 * @returns {[store: Storage, key: string]}
 */
const placeOf = (data, name) =>
  [name.trim() ? localStorage : sessionStorage, `${exerciseKey(data)} ${plain(name)}`];

/**
 * The key under which the answers of a student are kept.
 * @param {Exercise} exercise
 * @param {string} name
 */
export const keyOf = ({ data }, name) => placeOf(data, name)[1];

/** @param {Exercise} exercise */
export const pack = ({ state }) => JSON.stringify([[...state.answers], state.order, state.isOrdered]);

/**
 * @param {Exercise} exercise
 * @param {string} kept
 */
export const unpack = (exercise, kept) => {
  const [answers, order, isOrdered] = JSON.parse(kept);
  takeAnswers(exercise, answers, order, isOrdered);
};

/**
 * Keep the answers under a name.
 * @param {Exercise} exercise
 * @param {string} name
 * @returns {boolean} whether they are kept even if the tab is closed
 */
export const keep = (exercise, name) => {
  try {
    const [store, key] = placeOf(exercise.data, name);
    store.setItem(key, pack(exercise));
    sessionStorage.setItem(`${exerciseKey(exercise.data)} who`, name);
    return store === localStorage;
  } catch {
    return false; // no storage
  }
};

/**
 * What is kept under a name, if anything is.
 * @param {Exercise} exercise
 * @param {string} name
 */
export const keptFor = ({ data }, name) => {
  try {
    const [store, key] = placeOf(data, name);
    return store.getItem(key) ?? "";
  } catch {
    return "";
  }
};

/**
 * Forget what has no name.
 * @param {Exercise} exercise
 */
const forgetNameless = ({ data }) => {
  try {
    sessionStorage.removeItem(placeOf(data, "")[1]);
  } catch {
    // no storage: nothing to forget
  }
};

/**
 * The name given last in this tab.
 * @param {Exercise} exercise
 */
export const lastName = ({ data }) => {
  try {
    return sessionStorage.getItem(`${exerciseKey(data)} who`) ?? "";
  } catch {
    return "";
  }
};

/**
 * Take what is kept under a name into the exercise; without anything, it begins anew.
 * @param {Exercise} exercise
 * @param {string} name
 */
export const takeKept = (exercise, name) => {
  startAgain(exercise);
  try {
    const kept = keptFor(exercise, name);
    if (kept) unpack(exercise, kept);
  } catch {
    startAgain(exercise); // nothing usable was kept
  }
};

/**
 * Another name was given: whose answers are on the page now? Answers without a name become those of who gives the first
 * name; those of one student become another's only if `ask` says so. Returns whether other answers are shown now.
 * @param {Exercise} exercise
 * @param {string} before
 * @param {string} after
 * @param {{ isRenamed: () => boolean, opensKept: () => boolean }} ask
 */
export const rename = (exercise, before, after, ask) => {
  if (plain(before) === plain(after)) return false;
  const kept = keptFor(exercise, after), begun = isBegun(exercise);
  if (kept && (!begun || before.trim() || ask.opensKept())) {
    takeKept(exercise, after);
    return true;
  }
  if (begun && (!before.trim() || ask.isRenamed())) {
    keep(exercise, after);
    forgetNameless(exercise);
    return false;
  }
  startAgain(exercise);
  keep(exercise, after);
  return begun;
};

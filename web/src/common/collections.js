// Maps that must have a key, and maps of lists.

/**
 * The value of a key that is there.
 * @template Name, Value
 * @param {Map<Name, Value>} map
 * @param {Name} key
 * @returns {Value}
 */
export const known = (map, key) => {
  const value = map.get(key);
  if (value === undefined) throw new Error(`"${key}" is not known`);
  return value;
};

/**
 * Add to the list of a key.
 * @template Name, Value
 * @param {Map<Name, Value[]>} lists
 * @param {Name} key
 * @param {Value} value
 */
export const addTo = (lists, key, value) => {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
};

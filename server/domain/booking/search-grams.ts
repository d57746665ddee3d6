import { toHalfWidth } from '../enterprise/half-width.ts';

/** So many characters at the end of a number or code are an end that it is found by. */
export const endLength = 4;

/** A name as it is looked for: its letters and digits alone, in half width and lower case. */
function bareName(name: string): string {
  return toHalfWidth(name)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/**
 * Every two neighbours of a name, and its last character: names of two characters are found by an index, too, and a single character by
 * what begins with it.
 */
export function gramsOf(name: string): string {
  const characters = [...bareName(name)];
  return characters.map((one, place) => one + (characters[place + 1] ?? '')).join(' ');
}

/** The pairs that a name has in this order, if it contains what was typed; of a single character that alone. */
export function gramsWanted(typed: string): readonly string[] {
  const characters = [...bareName(typed)];
  if (characters.length < 2) return characters;
  return characters.slice(0, -1).map((one, place) => one + (characters[place + 1] ?? ''));
}

/** The `most` rarest of some pairs, as `count` says how often each is met; of equal ones those that were typed first. */
export function rarestOf(
  pairs: readonly string[],
  count: (pair: string, at: number) => number,
  most: number,
): readonly string[] {
  const counted = pairs.map((pair, at) => ({ pair, count: count(pair, at) }));
  return counted
    .toSorted((one, other) => one.count - other.count)
    .slice(0, most)
    .map(({ pair }) => pair);
}

import { type NameProblem, parseName } from './clean-text.ts';
import type { Parsed } from './parsed.ts';

const personNameMaximum = 100;

// rare Chinese characters are often typed from the private-use area
const letter = /[\p{L}\p{Co}]/u;

/** Reads the name of a person, in any script, 1…100 code points with at least one letter. Answers it cleaned. */
export function parsePersonName(input: string): Parsed<NameProblem> {
  return parseName(input, 1, personNameMaximum, letter);
}

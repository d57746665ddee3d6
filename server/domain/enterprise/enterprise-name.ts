import { type NameProblem, parseName } from './clean-text.ts';
import type { Parsed } from './parsed.ts';

const enterpriseNameMinimum = 2;
const enterpriseNameMaximum = 200;

const letter = /[\p{L}\p{Co}]/u;

/** Reads the name of an enterprise, 2…200 code points with at least one letter. Answers it cleaned. */
export function parseEnterpriseName(input: string): Parsed<NameProblem> {
  return parseName(input, enterpriseNameMinimum, enterpriseNameMaximum, letter);
}

import type { CreditCodeProblem } from './credit-code.ts';

/** Which sentence tells somebody what is wrong with a credit code, and what goes into it. Server and browser say the same. */
export interface CreditCodeAdvice {
  readonly sentence: 'empty' | 'length' | 'digit' | 'hint' | 'character' | 'check';
  readonly parameters: Readonly<Record<string, string | number>>;
  /** a whole code that is probably meant */
  readonly suggestion: string | null;
}

export function creditCodeAdvice(problem: CreditCodeProblem): CreditCodeAdvice {
  if (problem.kind === 'length') {
    const { length } = problem;
    return { sentence: length === 0 ? 'empty' : 'length', parameters: { length }, suggestion: null };
  }
  const { suggestion } = problem;
  if (problem.kind === 'check') return { sentence: 'check', parameters: {}, suggestion };
  const { position, character, digitOnly, hint } = problem;
  // beside the whole code that is meant, what usually is meant by one character would be a second answer
  const said = hint !== null && (suggestion === null || suggestion[position - 1] === hint);
  if (said) return { sentence: 'hint', parameters: { position, character, hint }, suggestion };
  return { sentence: digitOnly ? 'digit' : 'character', parameters: { position, character }, suggestion };
}

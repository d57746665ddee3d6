import type { FieldProblem } from './field-problem.ts';

/** Fields whose text holds NUL or half a character: no database keeps those. Keys are looked at, too. */
export function unstorableTexts(value: unknown, path = ''): FieldProblem[] {
  if (typeof value === 'string') return isUnstorable(value) ? [{ field: path, code: 'invalid_text' }] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    if (isUnstorable(name)) return [{ field: path, code: 'invalid_text' as const }];
    return unstorableTexts(inner, path === '' ? name : `${path}.${name}`);
  });
}

function isUnstorable(text: string): boolean {
  return /\0|\p{Surrogate}/u.test(text);
}

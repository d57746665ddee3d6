import type { z } from 'zod';
import type { RefusalCode } from '../../domain/refusal-codes.ts';
import type { Translate, WordKey } from '../../locales/words.ts';

/** What is wrong with a field, beyond what a refusal says. Each has a sentence in both languages under `api.field.<code>`. */
export const fieldCodes = [
  'required',
  'wrong_type',
  'wrong_format',
  'too_small',
  'too_large',
  'not_allowed',
  'invalid_name',
  'invalid_credit_code',
  'invalid_customs_code',
  'invalid_mobile',
  'invalid_text',
  'wrong_order',
  'too_deep',
] as const;
export type FieldCode = (typeof fieldCodes)[number];

/** One wrong field: `field` is its path, e.g. "services.0.code". */
export interface FieldProblem {
  readonly field: string;
  readonly code: FieldCode | RefusalCode;
}

type Issue = z.core.$ZodIssue;

/** What zod has found in `given`, in our own stable codes. A check of ours names its code in `params.code`. */
export function fieldProblem(issue: Issue, given: unknown): FieldProblem {
  const field = issue.path.map(String).join('.');
  return { field, code: isMissing(given, issue.path) ? 'required' : codeOf(issue) };
}

function isMissing(given: unknown, path: Issue['path']): boolean {
  let value = given;
  for (const name of path) {
    if (typeof value !== 'object' || value === null) return false;
    value = (value as Record<PropertyKey, unknown>)[name];
  }
  return value === undefined;
}

export function fieldMessage(code: FieldProblem['code'], t: Translate): string {
  const key: WordKey = isFieldCode(code) ? `api.field.${code}` : `refusal.${code}`;
  return t(key);
}

function isFieldCode(code: string): code is FieldCode {
  return (fieldCodes as readonly string[]).includes(code);
}

function codeOf(issue: Issue): FieldProblem['code'] {
  switch (issue.code) {
    case 'invalid_type':
      return 'wrong_type';
    case 'invalid_union':
      return unionCode(issue);
    case 'invalid_format':
      return 'wrong_format';
    case 'too_small':
      return 'too_small';
    case 'too_big':
      return 'too_large';
    case 'custom':
      return (issue.params?.['code'] as FieldProblem['code'] | undefined) ?? 'wrong_format';
    default:
      return 'not_allowed';
  }
}

/** Of several forms, the one that has the right type says what is wrong. */
function unionCode(issue: z.core.$ZodIssueInvalidUnion): FieldProblem['code'] {
  const nearest = issue.errors.find(
    ([first]) => first !== undefined && !(first.code === 'invalid_type' && first.path.length === 0),
  );
  return nearest?.[0] === undefined ? 'wrong_type' : codeOf(nearest[0]);
}

import type { z } from 'zod';
import { calendarProblems } from '../../domain/calendar/read-calendar-year.ts';
import type { CatalogueRecords } from '../../domain/catalogue/records.ts';

/** What is wrong with one field of a settings form. */
export const fieldProblems = [
  'required',
  'not_a_number',
  'too_small',
  'too_large',
  'too_long',
  'wrong_format',
  'not_allowed',
  'ends_before_it_begins',
  'overlaps',
  'twice',
  'same_as_before',
  'in_use',
  'has_bookings',
  'open_now',
  'in_the_past',
  ...calendarProblems,
  'wrong_year',
  'unbalanced_braces',
  'unknown_parameter',
  'too_short',
  'not_after',
  'not_of_the_rule',
  'no_such_day',
  'never_bookable',
  'https_only',
] as const;
export type FieldProblemCode = (typeof fieldProblems)[number];

export interface FieldProblem {
  /** dotted path of the input, e.g. "queues.BJ-TSY:A.places" */
  readonly field: string;
  readonly code: FieldProblemCode;
  readonly details?: Readonly<Record<string, string | number>>;
}

/** The records after a change, or what is wrong with it. */
export type Edited =
  | { readonly ok: true; readonly records: CatalogueRecords }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

export interface EditTools {
  newId(): string;
  /** epoch ms */
  readonly now: number;
}

/**
 * One kind of change that administrators make: pure, from records to records. `read` gives what the form shows, in the very shape that
 * comes back as its input, so that the two can be compared; null: the subject does not exist (a new one is made).
 */
export interface CatalogueEdit<Input> {
  /** for the audit, noun.verb */
  readonly action: string;
  /** what it changes is always told before it is saved, also when no booking is affected */
  readonly toldFirst?: boolean;
  readonly schema: z.ZodType<Input>;
  /** the site that a subject belongs to, for its managers; null: for administrators only */
  readonly siteOf: (subject: string) => string | null;
  /** whoever sets some sites may carry it out, and it is judged by what it changes: those sites and nothing else */
  readonly ofOwnSites?: true;
  readonly read: (records: CatalogueRecords, subject: string, now: number) => object | null;
  readonly apply: (records: CatalogueRecords, subject: string, input: Input, tools: EditTools) => Edited;
}

export function edited(records: CatalogueRecords): Edited {
  return { ok: true, records };
}

export function wrong(
  field: string,
  code: FieldProblemCode,
  details?: Readonly<Record<string, string | number>>,
): Edited {
  return { ok: false, problems: [problem(field, code, details)] };
}

export function problem(
  field: string,
  code: FieldProblemCode,
  details?: Readonly<Record<string, string | number>>,
): FieldProblem {
  return details === undefined ? { field, code } : { field, code, details };
}

/** The list with the entry of this code changed. */
export function withChanged<T extends { readonly code: string }>(
  list: readonly T[],
  code: string,
  change: (entry: T) => T,
): readonly T[] {
  return list.map((entry) => (entry.code === code ? change(entry) : entry));
}

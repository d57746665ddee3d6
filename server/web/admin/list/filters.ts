import { z } from 'zod';
import { dateIn } from '../../request/asked.ts';

export interface Choice {
  readonly value: string;
  readonly text: string;
  /** how many lines it leaves */
  readonly count?: number;
}

/** One thing that a list can be narrowed by. `Value` is what it can be; empty: it does not narrow. */
export interface Filter<Value extends string = string> {
  readonly kind: 'search' | 'choice' | 'tabs' | 'date';
  readonly label: string;
  readonly check: z.ZodType<Value>;
  /** without a word in the address */
  readonly usual: Value;
  readonly choices: readonly Choice[];
  readonly hint?: string;
  readonly placeholder?: string;
  /** may be a person's: the audit says only that something was looked for */
  readonly private?: boolean;
}

// biome-ignore lint/suspicious/noExplicitAny: a filter of one kind of value is no filter of all strings
export type Filters = Readonly<Record<string, Filter<any>>>;
export type AskedFilters<Named extends Filters> = {
  readonly [Name in keyof Named]: Named[Name] extends Filter<infer Value> ? Value : never;
};

const longest = 100;

/** Words to look for. */
export function search(label: string, more: Pick<Filter, 'hint' | 'placeholder' | 'private'> = {}): Filter {
  const check = z
    .string()
    .max(longest)
    .regex(/^\P{Cc}*$/u);
  return { kind: 'search', label, check, usual: '', choices: [], private: true, ...more };
}

/** One of several, or any of them. */
export function choice<Value extends string>(
  label: string,
  any: string,
  values: readonly Value[],
  text: (value: Value) => string,
): Filter<Value | ''> {
  return {
    ...oneOf(label, ['', ...values], '', (value) => (value === '' ? any : text(value))),
    kind: 'choice',
  };
}

/** One of several, `usual` unless the address says another. */
export function oneOf<Value extends string>(
  label: string,
  values: readonly Value[],
  usual: Value,
  text: (value: Value) => string,
): Filter<Value> {
  const choices = values.map((value) => ({ value, text: text(value) }));
  return { kind: 'choice', label, check: z.enum(values), usual, choices };
}

/** The same as links that say how many lines each leaves. */
export function tabs<Value extends string>(
  filter: Filter<Value>,
  count: (value: Value) => number,
): Filter<Value> {
  return {
    ...filter,
    kind: 'tabs',
    choices: filter.choices.map((one) => ({ ...one, count: count(one.value as Value) })),
  };
}

/** A local date. */
export function date(label: string): Filter {
  const check = z.string().refine((text) => dateIn(text) !== null);
  return { kind: 'date', label, check: z.literal('').or(check), usual: '', choices: [] };
}

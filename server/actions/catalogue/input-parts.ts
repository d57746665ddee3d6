import { z } from 'zod';
import type { Words } from '../../domain/catalogue/words.ts';
import type { FieldProblemCode } from './catalogue-edit.ts';

/** The parts that settings forms are made of: texts of a form in, typed values out. Messages are codes of field problems. */
const says = (code: FieldProblemCode) => code;
const given = (max: number) =>
  z
    .string({ error: says('required') })
    .trim()
    .max(max, says('too_long'));

export function text(max = 200): z.ZodType<string> {
  return given(max).min(1, says('required'));
}

export function optionalText(max = 200): z.ZodType<string | null> {
  return given(max)
    .optional()
    .transform((value) => (value === undefined || value === '' ? null : value));
}

/** What may be empty and is then so. */
export function loose(max = 200): z.ZodType<string> {
  return given(max).optional().default('') as unknown as z.ZodType<string>;
}

/** Both languages. */
export function words(max = 400): z.ZodType<Words> {
  return z.object({ 'zh-CN': text(max), en: text(max) });
}

/** Both languages or neither. */
export function optionalWords(max = 400): z.ZodType<Words | null> {
  const both = z.object({ 'zh-CN': given(max).default(''), en: given(max).default('') });
  return both
    .superRefine((value, context) => {
      for (const language of ['zh-CN', 'en'] as const) {
        if (value[language] === '' && (value['zh-CN'] !== '' || value.en !== ''))
          context.addIssue({ code: 'custom', message: says('required'), path: [language] });
      }
    })
    .transform((value) => (value['zh-CN'] === '' ? null : value)) as unknown as z.ZodType<Words | null>;
}

export function whole(min: number, max: number): z.ZodType<number> {
  return given(12)
    .min(1, { error: says('required'), abort: true })
    .regex(/^-?\d+$/, says('not_a_number'))
    .transform(Number)
    .pipe(z.number().min(min, says('too_small')).max(max, says('too_large')));
}

export function optionalWhole(min: number, max: number): z.ZodType<number | null> {
  return z.union([
    z.literal('').transform(() => null),
    z.undefined().transform(() => null),
    whole(min, max),
  ]) as unknown as z.ZodType<number | null>;
}

export function decimal(min: number, max: number): z.ZodType<number> {
  return given(12)
    .regex(/^\d+(\.\d+)?$/, says('not_a_number'))
    .transform(Number)
    .pipe(z.number().min(min, says('too_small')).max(max, says('too_large')));
}

/** Degrees of latitude or longitude, north and east positive. */
export function optionalDegrees(most: number): z.ZodType<number | null> {
  return optionalText(20).pipe(
    z
      .string()
      .regex(/^-?\d+(\.\d+)?$/, says('not_a_number'))
      .transform(Number)
      .pipe(z.number().min(-most, says('too_small')).max(most, says('too_large')))
      .nullable(),
  );
}

/** A check box is absent when it is not ticked. */
export const flag: z.ZodType<boolean> = z
  .string()
  .optional()
  .transform((value) => value === 'on');

/** "HH:MM" */
export const time: z.ZodType<string> = text(5).pipe(
  z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, says('wrong_format')),
);

/** "HH:MM" */
export const optionalTime: z.ZodType<string | null> = optionalText(5).pipe(
  z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, says('wrong_format'))
    .nullable(),
);
/** "YYYY-MM-DD", a day that exists */
export const date: z.ZodType<string> = given(10)
  .min(1, { error: says('required'), abort: true })
  .refine(isDay, says('wrong_format'));
export const optionalDate: z.ZodType<string | null> = optionalText(10).pipe(
  z.string().refine(isDay, says('wrong_format')).nullable(),
);

function isDay(value: string): boolean {
  const at = /^20\d{2}-\d{2}-\d{2}$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN;
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(value);
}

/** Capital letters, digits and dashes. */
export const code: z.ZodType<string> = given(40)
  .min(1, { error: says('required'), abort: true })
  .regex(/^[A-Z][A-Z0-9_-]*$/, says('wrong_format'));

const mostOnDuty = 2;
/** One or two mail addresses with something between them; kept with a comma. */
export const dutyMail: z.ZodType<string | null> = optionalText(250).transform((value, context) => {
  const found = (value ?? '').split(/[\s,;，；、]+/).filter((one) => one !== '');
  if (found.length > mostOnDuty || !found.every((one) => z.email().safeParse(one).success))
    context.addIssue({ code: 'custom', message: says('wrong_format') });
  return found.length === 0 ? null : found.join(', ');
});

const webPattern = /^https?:\/\/[^\s/$.?#][^\s]*$/i;
export const webAddress: z.ZodType<string> = given(300)
  .min(1, { error: says('required'), abort: true })
  .regex(webPattern, says('wrong_format'));
export const optionalWebAddress: z.ZodType<string | null> = optionalText(300).pipe(
  z.string().regex(webPattern, says('wrong_format')).nullable(),
);
const telephonePattern = /^[+\d][\d\s()-]{4,}$/;
export const telephone: z.ZodType<string> = given(40)
  .min(1, { error: says('required'), abort: true })
  .regex(telephonePattern, says('wrong_format'));
export const optionalTelephone: z.ZodType<string | null> = optionalText(40).pipe(
  z.string().regex(telephonePattern, says('wrong_format')).nullable(),
);

export function choice<const T extends string>(options: readonly T[]): z.ZodType<T> {
  return z.enum(options as [T, ...T[]], { error: says('not_allowed') });
}

/** Several check boxes of one name: none, one or many. */
export const choices: z.ZodType<readonly string[]> = z
  .union([z.string().transform((one) => [one]), z.array(z.string())])
  .optional()
  .transform((value) => value ?? []);

/**
 * The rows of a table by key. A new row (key "new…") whose `typed` fields are all empty was left alone and is not there: name all but those
 * that have a value before anybody types, or what was typed is lost without a word.
 */
export function rows<Row>(
  typed: readonly string[],
  row: z.ZodType<Row>,
): z.ZodType<Readonly<Record<string, Row>>> {
  return z.preprocess(
    (value) => {
      if (typeof value !== 'object' || value === null) return {};
      return Object.fromEntries(
        Object.entries(value as Record<string, unknown>).filter(
          ([key, fields]) => !key.startsWith('new') || typed.some((name) => isFilled(fields, name)),
        ),
      );
    },
    z.record(z.string(), row),
  ) as unknown as z.ZodType<Readonly<Record<string, Row>>>;
}

function isFilled(fields: unknown, path: string): boolean {
  let value = fields;
  for (const name of path.split('.')) {
    value =
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
  }
  return Array.isArray(value) ? value.length > 0 : typeof value === 'string' && value.trim() !== '';
}

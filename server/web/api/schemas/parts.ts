import { z } from 'zod';
import type { VisitService } from '../../../domain/catalogue/service.ts';
import { locales } from '../../../domain/catalogue/words.ts';
import { named } from './named.ts';

export const wordsSchema = named(
  'Words',
  z.object({ 'zh-CN': z.string(), en: z.string() }).describe('A text in both languages'),
);

/** An instant of an answer: ISO 8601 with the site's offset. */
export const instant = z.string().meta({ format: 'date-time', examples: ['2026-11-24T09:15:00.000+08:00'] });

export const localDate = z.iso
  .date()
  .regex(/^2\d{3}-/)
  .meta({ description: "The site's local date", examples: ['2026-11-24'] });

export const waitSchema = named(
  'WaitRange',
  z
    .object({
      low: z.number().int(),
      high: z.number().int(),
      after: instant.optional().describe('Not before then, because nobody is called until then: lunch'),
      notToday: z
        .number()
        .int()
        .optional()
        .describe('Chance in percent, from ten on, that it does not come to the call before closing'),
    })
    .describe('Minutes until the call, meant to cover 80 % of cases; not beyond closing'),
);

export const localeSchema = z.enum(locales);

/** The start of a slot as somebody sends it: epoch ms after reading. */
export const startSchema = z.iso
  .datetime({ offset: true, precision: null })
  .max(40)
  .transform((text) => Date.parse(text))
  .meta({ examples: ['2026-11-24T09:15:00+08:00'] });

const code = z
  .string()
  .min(1)
  .max(40)
  .regex(/^[A-Z0-9_]+$/);

const quantity = z.number().int().min(1).max(20);

export const visitServiceSchema = named('VisitService', z.object({ code, quantity }));

export const chosenServices = z
  .array(z.object({ code, quantity: quantity.optional() }))
  .min(1)
  .max(20)
  .transform((list) => added(list.map((one) => ({ code: one.code, quantity: one.quantity ?? 1 }))));

/** "RENEW", or "ADD_OPERATOR:2" for two of it. */
export const serviceText = z
  .string()
  .max(44)
  .regex(/^[A-Z0-9_]{1,40}(:([1-9]|1\d|20))?$/)
  .meta({ examples: ['RENEW', 'ADD_OPERATOR:2'] });

export function servicesFrom(texts: readonly string[]): readonly VisitService[] {
  return added(
    texts.map((text) => {
      const [name = '', count = '1'] = text.split(':');
      return { code: name, quantity: Number(count) };
    }),
  );
}

/** A service that is named twice is one of it more. */
function added(list: readonly VisitService[]): readonly VisitService[] {
  const sums = new Map<string, number>();
  for (const one of list) sums.set(one.code, (sums.get(one.code) ?? 0) + one.quantity);
  return [...sums].map(([name, sum]) => ({ code: name, quantity: sum }));
}

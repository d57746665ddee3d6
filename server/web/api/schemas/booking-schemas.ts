import { z } from 'zod';
import { bookingStates } from '../../../domain/booking/booking.ts';
import { parseCreditCode } from '../../../domain/enterprise/credit-code.ts';
import { parseCustomsCode } from '../../../domain/enterprise/customs-code.ts';
import { parseEnterpriseName } from '../../../domain/enterprise/enterprise-name.ts';
import { parseMobileNumber } from '../../../domain/enterprise/mobile-number.ts';
import type { Parsed } from '../../../domain/enterprise/parsed.ts';
import { parsePersonName } from '../../../domain/enterprise/person-name.ts';
import type { FieldCode } from '../field-problem.ts';
import { named } from './named.ts';
import {
  chosenServices,
  instant,
  localeSchema,
  startSchema,
  visitServiceSchema,
  wordsSchema,
} from './parts.ts';

/** Text that a parser of the domain reads; the parsed form is what goes on. */
export function readBy(parse: (text: string) => Parsed<unknown>, code: FieldCode, maximum: number) {
  return z
    .string()
    .max(maximum)
    .transform((text, context) => {
      const parsed = parse(text);
      if (parsed.ok) return parsed.value;
      context.addIssue({ code: 'custom', params: { code } });
      return z.NEVER;
    });
}

const consent = z
  .boolean()
  .refine((given) => given, { params: { code: 'consent_required' } })
  .meta({ const: true, description: 'The privacy notice has been read and agreed to' });

export const contactSchema = z.object({
  name: readBy(parsePersonName, 'invalid_name', 200),
  mobile: readBy(parseMobileNumber, 'invalid_mobile', 40).describe('Of mainland China'),
  email: z.email().max(254).nullish(),
});

/** Whoever books or waits. */
export const whoComes = {
  enterprise: z.object({
    name: readBy(parseEnterpriseName, 'invalid_name', 400),
    creditCode: readBy(parseCreditCode, 'invalid_credit_code', 60).describe('GB 32100-2015'),
    customsCode: readBy(parseCustomsCode, 'invalid_customs_code', 40).nullish(),
  }),
  contact: contactSchema,
  answers: z
    .record(z.string().max(60), z.string().max(60))
    .refine((answers) => Object.keys(answers).length <= 60)
    .optional(),
  locale: localeSchema.optional(),
  consent,
};

export const contactCodeGiven = z
  .object({ id: z.string().max(60), code: z.string().max(20) })
  .optional()
  .describe('A code of /sites/{site}/contact-codes, which proves the contact');

/** What a visitor brings while demand is high, or where mobiles have to be proven. */
export const whatItCosts = {
  contactCode: contactCodeGiven,
  work: z
    .string()
    .max(2000)
    .optional()
    .describe('While demand is high: a challenge of /sites/{site}/work with its solution, as JSON in base64'),
};

export const newBookingSchema = named(
  'NewBooking',
  z.object({
    site: z
      .string()
      .min(1)
      .max(40)
      .meta({ examples: ['BJ-TSY'] }),
    services: chosenServices,
    start: startSchema,
    ...whoComes,
    ...whatItCosts,
  }),
);

export const checklistItemSchema = named(
  'ChecklistItem',
  z.object({
    key: z.string(),
    material: z.string(),
    name: wordsSchema,
    providedBy: z.enum(['enterprise', 'legal_person', 'operator', 'handling_person']),
    form: z.enum(['original', 'copy', 'original_or_copy', 'any']),
    sealed: z.boolean(),
    bring: z.boolean(),
    quantity: z.number().int(),
    note: wordsSchema.nullable(),
    services: z.array(z.string()),
  }),
);

const mayBe = z
  .object({
    move: z.boolean(),
    cancel: z.boolean(),
    handling: z.boolean(),
    contact: z.boolean(),
    until: instant.describe('Last instant at which it can be moved or cancelled; it may have passed'),
  })
  .describe('What the holder can do now');

export const bookedSchema = named(
  'Booked',
  z.object({
    reference: z.string(),
    token: z.string().describe('The secret of the holder'),
    manageUrl: z.string(),
    state: z.enum(bookingStates),
    start: instant,
    end: instant,
    may: mayBe,
    checklist: z.array(checklistItemSchema),
    warned: z.boolean().describe('A visit was missed lately; another one blocks online booking for a while'),
  }),
);

export const bookingSchema = named(
  'Booking',
  z.object({
    reference: z.string(),
    state: z.enum(bookingStates),
    site: z.string(),
    services: z.array(visitServiceSchema),
    start: instant,
    end: instant,
    minutes: z.number().int(),
    handling: z.enum(['visit', 'self_service', 'online_agency']),
    enterprise: z.object({ name: z.string(), creditCode: z.string(), customsCode: z.string().nullable() }),
    contact: z
      .object({ name: z.string(), mobile: z.string(), email: z.string().nullable() })
      .describe('Masked'),
    token: z.string().describe('The secret of the holder: another one once somebody else is reached'),
    manageUrl: z.string(),
    may: mayBe,
    undoUntil: instant
      .nullable()
      .describe('Until when the last change can be taken back; null: there is none'),
    offer: z
      .object({
        until: instant.describe(
          'Exclusive; without an answer the booking is then cancelled, and another visit owed',
        ),
        times: z
          .array(z.object({ start: instant, end: instant }))
          .describe('Held for this booking; none: it was answered that none suits'),
      })
      .nullable()
      .describe('Other times for a visit that cannot take place as booked; null: there are none'),
    checklist: z.array(checklistItemSchema),
  }),
);

export const moveSchema = named('Move', z.object({ start: startSchema }));
export const acceptanceSchema = named('Acceptance', z.object({ start: startSchema }));
export const handlingSchema = named(
  'Handling',
  z.object({ mode: z.enum(['self_service', 'online_agency']) }),
);

const dayReason = z.object({
  kind: z.enum([
    'holiday',
    'weekend',
    'closure',
    'no_hours',
    'too_short',
    'no_places',
    'not_open_yet',
    'past',
    'too_soon',
    'notice',
    'full',
    'more_later',
    'make_up',
    'special_opening',
  ]),
  name: z.string().nullish().describe('Of the holiday, in Chinese'),
  words: wordsSchema.optional(),
  minutes: z.number().int().optional(),
  firstDate: z.string().optional(),
  opensAt: instant.optional(),
});

export const offerSchema = named(
  'Slots',
  z.object({
    site: z.string(),
    services: z.array(visitServiceSchema),
    minutes: z.number().int(),
    timeZone: z.string(),
    days: z.array(
      z.object({
        date: z.string(),
        state: z.enum(['open', 'full', 'closed', 'too_early', 'too_late']),
        reason: dayReason.optional(),
        published: z.boolean().describe('false: the calendar of that year is not published yet'),
        slots: z.array(z.object({ start: instant, free: z.number().int() })),
      }),
    ),
  }),
);

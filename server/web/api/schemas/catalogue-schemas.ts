import { z } from 'zod';
import { named } from './named.ts';
import { wordsSchema } from './parts.ts';

const unverified = z.array(z.string()).describe('Parts of a verified record that nobody has confirmed');

const outletSchema = named(
  'Outlet',
  z.object({
    id: z.string(),
    name: wordsSchema,
    address: wordsSchema,
    telephone: z.string(),
    verified: z.boolean(),
  }),
);

export const siteSchema = named(
  'Site',
  z.object({
    code: z.string(),
    city: z.object({ code: z.string(), name: wordsSchema }),
    kind: z.enum(['customs', 'partner', 'branch']),
    name: wordsSchema,
    address: wordsSchema.nullable(),
    telephone: z.string().nullable(),
    website: z.string().nullable(),
    note: wordsSchema.nullable(),
    timeZone: z.string().describe('IANA name'),
    bookable: z.boolean(),
    handling: z.boolean().describe('After booking, self-service or online agency can be chosen'),
    hours: z
      .array(z.object({ weekday: z.number().int(), opens: z.string(), closes: z.string() }))
      .describe('Weekly, local time; weekday 1 is Monday'),
    exceptions: z
      .array(
        z.object({
          date: z.string(),
          kind: z.enum(['closed', 'open']),
          from: z.string().nullable(),
          to: z.string().nullable(),
          reason: wordsSchema,
        }),
      )
      .describe('From today on'),
    partClosures: z
      .array(
        z.object({
          part: z.enum(['site', 'queue', 'places', 'counter']),
          queue: z.string().optional().describe('Its code'),
          counter: z.string().optional(),
          places: z.number().int().optional().describe('So many fewer in each slot'),
          first: z.string(),
          last: z.string(),
          weekdays: z.array(z.number().int()).describe('On these only; empty: on every day'),
          except: z.array(z.string()),
          from: z.string().nullable(),
          to: z.string().nullable(),
          reason: wordsSchema,
        }),
      )
      .describe('Closures of a part, once or every week, that are not over yet; local dates and times'),
    queues: z.array(z.object({ code: z.string(), name: wordsSchema, slotMinutes: z.number().int() })),
    services: z.array(z.object({ code: z.string(), queue: z.string(), minutes: z.number().int() })),
    counters: z.array(z.object({ code: z.string(), label: z.string(), queues: z.array(z.string()) })),
    outlets: z.array(outletSchema).describe('Of a partner: the outlets in its city'),
    verified: z.boolean(),
    unverified,
  }),
);

const materialLineSchema = named(
  'ServiceMaterial',
  z.object({
    code: z.string(),
    name: wordsSchema,
    providedBy: z.enum(['enterprise', 'legal_person', 'operator', 'handling_person']),
    form: z.enum(['original', 'copy', 'original_or_copy', 'any']),
    sealed: z.boolean(),
    bring: z.boolean(),
    perCard: z.boolean(),
    note: wordsSchema.nullable(),
    site: z.string().nullable().describe('Only this site asks for it; null: every one'),
    verified: z.boolean(),
  }),
);

const questionSchema = named(
  'Question',
  z.object({
    code: z.string(),
    text: wordsSchema,
    help: wordsSchema.nullable(),
    answers: z.array(
      z.object({
        code: z.string(),
        label: wordsSchema,
        drop: z.array(z.string()).describe('Materials that are not needed after this answer'),
        stop: wordsSchema.nullable().describe('Why the visit is not possible yet'),
        advise: wordsSchema.nullable(),
        needs: z.array(z.string()).describe('Services of which the visit should have one as well'),
        link: z.string().nullable(),
      }),
    ),
    verified: z.boolean(),
  }),
);

export const serviceSchema = named(
  'Service',
  z.object({
    code: z.string(),
    name: wordsSchema,
    summary: wordsSchema,
    minutes: z.number().int(),
    online: z.boolean(),
    where: wordsSchema,
    materials: z.array(materialLineSchema),
    questions: z.array(questionSchema),
    verified: z.boolean(),
    unverified,
  }),
);

import type { Request, Response } from 'express';
import { z } from 'zod';
import { makeSeal } from '../../actions/seal.ts';
import type { System } from '../../actions/system.ts';
import { hour } from '../../domain/calendar/durations.ts';
import { type Locale, locales } from '../../domain/catalogue/words.ts';
import { pathCookie } from '../request/own-cookie.ts';
import type { TypedRange } from '../waitlist/wait-range.ts';
import { detailFields, type TypedDetails } from './details-form.ts';

/**
 * The personal part of a journey: what was typed, the hold that keeps its time, and what came of it. It lives sealed in a cookie of its
 * own, so that two tabs never mix, no address or log shows a name, and nothing is stored here before the visit is booked.
 */
export interface Draft {
  readonly hold: string | null;
  readonly typed: TypedDetails | null;
  /** of the booking that this one follows; null: the language that is read */
  readonly locale: Locale | null;
  /** the booking that it has become */
  readonly booking: { readonly id: string; readonly reference: string } | null;
  /** the booking (its id) of the same person after which this one is made */
  readonly after: string | null;
  /** when they could come, of whoever was joining the waiting list; null: nobody was */
  readonly range: TypedRange | null;
}

export const emptyDraft: Draft = {
  ...{ hold: null, typed: null, locale: null },
  ...{ booking: null, after: null, range: null },
};

export interface Drafts {
  read(request: Request, id: string | null): Draft;
  write(request: Request, response: Response, id: string, draft: Draft): void;
}

const lifetime = 2 * hour;
const mostDrafts = 4;

const stored = z.object({
  hold: z.string().nullable(),
  typed: z.record(z.enum(detailFields), z.string()).nullable(),
  locale: z.enum(locales).nullable().default(null),
  booking: z.object({ id: z.string(), reference: z.string() }).nullable(),
  after: z.string().nullable().default(null),
  range: z
    .object({ from: z.string(), to: z.string(), parts: z.array(z.string()), weekdays: z.array(z.string()) })
    .nullable()
    .default(null),
});

/** Longest text kept of each field: a cookie has room for four thousand bytes. */
const room: Readonly<Record<keyof TypedDetails, number>> = {
  enterprise: 200,
  creditCode: 40,
  customsCode: 20,
  name: 100,
  mobile: 30,
  email: 254,
  telephone: 30,
  consent: 30,
};

export function makeDrafts({ config, timings }: Pick<System, 'config' | 'timings'>): Drafts {
  const seal = makeSeal(config.sessionSecret, 'draft');
  const { name: prefix, options: cookie } = pathCookie(config, 'draft-', '/book');
  return {
    read: (request, id) => {
      const text: unknown = id === null ? undefined : request.cookies[prefix + id];
      const read = stored.safeParse(typeof text === 'string' ? seal.open(text) : undefined);
      return read.success ? (read.data as Draft) : emptyDraft;
    },
    write: (request, response, id, draft) => {
      const others = Object.keys(request.cookies).filter(
        (name) => name.startsWith(prefix) && name !== prefix + id,
      );
      if (others.length >= mostDrafts) {
        timings.tellBeyond('drafts');
        for (const name of others) response.clearCookie(name, cookie);
      }
      const typed = draft.typed === null ? null : shortened(draft.typed);
      response.cookie(prefix + id, seal.close({ ...draft, typed }), { ...cookie, maxAge: lifetime });
    },
  };
}

/** Whether a draft keeps every letter of it. */
export function fitsDraft(typed: TypedDetails): boolean {
  const kept = shortened(typed);
  return detailFields.every((field) => kept[field] === typed[field]);
}

function shortened(typed: TypedDetails): TypedDetails {
  const kept = detailFields.map((field) => [field, [...typed[field]].slice(0, room[field]).join('')]);
  return Object.fromEntries(kept) as TypedDetails;
}

import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import { makeSeal, type SentFields } from '../../actions/seal.ts';
import { forgetKeptForm, type KeptForm, keepForm, keptForm } from '../../actions/staff/kept-forms.ts';
import type { System } from '../../actions/system.ts';
import { dayLong } from '../../domain/calendar/durations.ts';
import { signedInAs, staffOf } from '../middleware/staff-session.ts';
import { paths, withQuery } from '../paths.ts';
import { browserOf } from '../request/origin-of.ts';
import { ownPath } from '../request/own-path.ts';

type Parts = Pick<System, 'clock' | 'config' | 'database' | 'secrets'>;

/** A page that was opened before is not answered any more. */
const openFor = dayLong;

const openerShape = z.object({
  staff: z.string(),
  browser: z.string(),
  path: z.string(),
  from: z.string(),
  unkept: z.array(z.string()),
  needs: z.string().nullable(),
  at: z.number(),
});

type Opener = z.infer<typeof openerShape>;

/** Where the form of a page stands, the names of its fields that are never kept, and the one without which nothing is. */
interface OpenedForm {
  readonly path: string;
  readonly from: string;
  readonly unkept: readonly string[];
  readonly needs?: string;
}

const partsOf = new WeakMap<Request, Parts>();

/** Before the pages whose forms are kept: what is asked below can be asked of their requests. */
export function keepLostForms(parts: Parts): RequestHandler {
  return (request, _response, next) => {
    partsOf.set(request, parts);
    next();
  };
}

/** Says, for the form itself, who has opened it: when their session has ended meanwhile, what they send is theirs all the same. */
export function openerFor(request: Request, { path, from, unkept, needs }: OpenedForm): string | null {
  const staff = staffOf(request)?.id;
  const parts = partsOf.get(request);
  if (staff === undefined || parts === undefined) return null;
  return makeSeal(parts.config.sessionSecret, 'form-opener').close({
    ...{ staff, path, from: ownPath(openerOf(parts, request)?.from ?? from) || path },
    ...{ unkept, needs: needs ?? null, at: parts.clock.now() },
    browser: browserOf(parts, request),
  });
}

/** Of a form that was sent: null when it says nothing, was opened in another browser or is older than a day. */
function openerOf(parts: Parts, request: Request): Opener | null {
  const sent: unknown = (request.body as { _opener?: unknown } | undefined)?._opener;
  if (typeof sent !== 'string') return null;
  const read = openerShape.safeParse(makeSeal(parts.config.sessionSecret, 'form-opener').open(sent));
  if (!read.success || read.data.browser !== browserOf(parts, request)) return null;
  return read.data.at > parts.clock.now() - openFor ? read.data : null;
}

/**
 * A form whose token belongs to a session that has ended. Nothing is done with it; what was typed is kept for whoever opened it, if the
 * browser says that one of our own pages has sent it. Answers where to go; null: that is for others to say.
 */
export async function keepLostForm(parts: Parts, request: Request): Promise<string | null> {
  const opener = openerOf(parts, request);
  if (opener === null || !isAtOrBelow(request.path, opener.path) || !saysWhereFrom(request)) return null;
  const fields = keepable(request.body as Readonly<Record<string, unknown>>, opener.unkept);
  if (opener.needs !== null && !fields[opener.needs]) return null;
  const { staff, path, from } = opener;
  if (!(await keepForm(parts, { staff, path, to: request.path, from, fields }))) return null;
  const now = signedInAs(request);
  if (now === null) return withQuery(paths.staff.signIn(), { next: opener.from, kept: '1' });
  return now.member.id === staff ? opener.from : null;
}

/** What whoever asks had typed into the form of a page when their session ended. */
export async function lostForm(request: Request, path = request.path): Promise<KeptForm | null> {
  const [parts, staff] = [partsOf.get(request), staffOf(request)];
  return parts === undefined || staff === null ? null : keptForm(parts, { staff: staff.id, path });
}

/** It has been saved, or is not wanted any more. */
export async function forgetLostForm(request: Request, path = request.path): Promise<void> {
  const [parts, staff] = [partsOf.get(request), staffOf(request)];
  if (parts !== undefined && staff !== null) await forgetKeptForm(parts, { staff: staff.id, path });
}

function isAtOrBelow(path: string, page: string): boolean {
  return path === page || path.startsWith(`${page}/`);
}

/** Others have been looked at when the form came in; a browser that says nothing may be led by any page. */
function saysWhereFrom({ headers }: Request): boolean {
  return headers.origin !== undefined || headers['sec-fetch-site'] !== undefined;
}

/** Without what is about the form of that moment, and what is never kept. */
const ofTheMoment: ReadonlySet<string> = new Set(['_csrf', '_opener', '_kept', '_confirm', '_look', '_act']);

function keepable(body: Readonly<Record<string, unknown>>, unkept: readonly string[]): SentFields {
  const never = new Set([...ofTheMoment, ...unkept]);
  const kept: Record<string, string | readonly string[]> = {};
  for (const [name, value] of Object.entries(body)) {
    if (never.has(name)) continue;
    if (typeof value === 'string') kept[name] = value;
    else if (Array.isArray(value)) kept[name] = value.map(String);
  }
  return kept;
}

import type { Request, Response } from 'express';
import type { KeptForm } from '../../actions/staff/kept-forms.ts';
import { minute } from '../../domain/calendar/durations.ts';
import { type Audience, isFor } from '../audience.ts';
import { staffOf } from '../middleware/staff-session.ts';
import { pageContext } from '../page-context.ts';
import type { FormValues } from './form-values.ts';
import { forgetLostForm, lostForm, openerFor } from './lost-form.ts';
import { sentForm } from './sent-form.ts';

interface Kept {
  readonly audience: Audience;
  readonly changes?: Audience;
  readonly unkept?: readonly string[];
}

/** What a form shows of what was typed before a session ended. */
export interface KeptTyping {
  readonly typed: FormValues;
  readonly revision: string;
  readonly opened: string;
}

/** Of a form as it is opened: what was kept of it for whoever opens it and may send it. */
export async function keptTyping(form: Kept, request: Request): Promise<KeptTyping | object> {
  if (!isOpenTo(form, request)) return {};
  const kept = await lostForm(request);
  if (kept === null || !isSamePage(kept.from, request.originalUrl)) return {};
  say(request, kept);
  const { values, undecided, revision, opened } = sentForm(kept.fields);
  return { typed: new Map([...values, ...undecided]), revision, opened };
}

/** Says above the form when it was typed, and that it is not saved. Answers what it was. */
export async function sayKept(request: Request, path = request.path): Promise<KeptForm | null> {
  const kept = await lostForm(request, path);
  if (kept !== null) say(request, kept);
  return kept;
}

function say(request: Request, { at }: KeptForm): void {
  const page = pageContext(request);
  const minutes = Math.max(1, Math.round((page.now - at) / minute));
  page.kept = { text: page.t('common.kept.text', { minutes }), action: request.originalUrl };
}

/** Puts into the form who has opened it. */
export function markOpener(form: Kept, request: Request): void {
  if (!isOpenTo(form, request)) return;
  const { path, originalUrl } = request;
  const opener = openerFor(request, { path, from: originalUrl, unkept: form.unkept ?? [] });
  if (opener !== null) pageContext(request).opener = opener;
}

/** What was kept is not wanted: the form is shown as it is stored. */
export async function discardKept(request: Request, response: Response): Promise<void> {
  await forgetLostForm(request);
  response.redirect(303, request.originalUrl);
}

/** Of an address, what says nothing of what its page is about. */
const beside = ['lang', 'type', 'saved', 'done', 'kept'];

/** The form of another weekday, or of a booking for other services, is another form. */
function isSamePage(one: string, other: string): boolean {
  const about = (address: string): string => {
    const [path = '', search = ''] = address.split('?');
    const query = new URLSearchParams(search);
    for (const name of beside) query.delete(name);
    query.sort();
    return `${path}?${query}`;
  };
  return about(one) === about(other);
}

function isOpenTo({ audience, changes = audience }: Kept, request: Request): boolean {
  const staff = staffOf(request);
  return staff !== null && isFor(changes, staff);
}

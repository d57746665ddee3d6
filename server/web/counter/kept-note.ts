import type { Request } from 'express';
import { sayKept } from '../form/kept-typing.ts';
import { forgetLostForm, openerFor } from '../form/lost-form.ts';
import { pageContext } from '../page-context.ts';

/** Buttons say the rest by themselves. */
const typed = 'reason';

/** Puts what a clerk had typed when their session ended where it was typed, and into the forms who has opened them. */
export async function showKeptNote(request: Request, console: string): Promise<void> {
  const page = pageContext(request);
  const opener = openerFor(request, { path: console, from: console, unkept: ['form'], needs: typed });
  if (opener !== null) page.noteOpener = opener;
  const kept = await sayKept(request, console);
  if (kept === null || page.kept === undefined) return;
  const said = (name: string): string => String(kept.fields[name] ?? '');
  // the script says which menu it was, a form without it where it was sent
  const verb = said('_verb') || kept.to.slice(console.length + 1);
  page.kept = { ...page.kept, note: { verb, reason: said(typed), ticket: said('ticket') } };
}

/** Something was done with the page on which it stood. */
export async function forgetKeptNote(request: Request, console: string): Promise<void> {
  if ((request.body as { _kept?: unknown } | undefined)?._kept === '1')
    await forgetLostForm(request, console);
}

import type { Request, Response } from 'express';
import type { System } from '../../actions/system.ts';
import { undoableAt } from '../../domain/queue/hall/last-command.ts';
import { undoWithin } from '../../domain/queue/hall/undone.ts';
import { counterView } from '../../domain/queue/screens/counter-view.ts';
import { isPermitted, type StaffMember } from '../../domain/staff/permissions.ts';
import { bookedVisitor } from '../../store/booking/visitor-query.ts';
import { eventsSince } from '../../store/queue/hall-query.ts';
import { type HallNow, hallNow } from '../hall-now.ts';
import { pageContext } from '../page-context.ts';
import { paths } from '../paths.ts';
import { type Page, partialHtml, renderPage } from '../render-page.ts';
import { type ConsoleView, consoleView, type Notice } from './console-view.ts';
import { showKeptNote } from './kept-note.ts';
import { visitorView } from './visitor-view.ts';
import { whoseCounter } from './whose-counter.ts';

const page: Page<ConsoleView> = {
  template: 'counter/console',
  layout: 'staff',
  surface: 'counter',
  scripts: ['counter.js'],
  title: (view, { t }) => t('common.titleEnd', { title: t('counter.title', { label: view.label }) }),
};

/** The site of a counter; null: nobody has such a counter. */
export async function siteOfCounter(system: System, code: string): Promise<string | null> {
  for (const site of (await system.catalogue()).sites.values())
    if (site.counters.some((counter) => counter.code === code)) return site.code;
  return null;
}

/** Shows the console as it is now: whole, or its changing part alone to whoever asks for that. */
export async function showConsole(
  system: System,
  staff: StaffMember,
  code: string,
  response: Response,
  notice: Notice | null,
): Promise<boolean> {
  const request = response.req;
  const site = await siteOfCounter(system, code);
  const its = site === null ? null : await hallNow(system, site);
  const view = its === null ? null : await viewOf(system, staff, code, its, request, notice);
  if (view === null) return false;
  response.set('Cache-Control', 'no-store');
  await showKeptNote(request, paths.counter.console(code));
  if (wantsPart(request)) {
    // the script tells a console from a sign-in page by it
    response.set('X-Console', String(view.version));
    response.type('html').send(partialHtml(pageContext(request), 'counter/console', view));
  } else renderPage(response, page, view);
  return true;
}

export function wantsPart(request: Request): boolean {
  return request.get('x-partial') === 'console';
}

async function viewOf(
  system: System,
  staff: StaffMember,
  code: string,
  its: HallNow,
  request: Request,
  notice: Notice | null,
): Promise<ConsoleView | null> {
  const counter = counterView(its.hall, code, its.waits, its);
  if (counter === null) return null;
  const { reader } = system.database;
  const context = pageContext(request);
  const ticket = counter.current;
  const known = ticket?.booking == null ? null : await bookedVisitor(reader, ticket.booking);
  const whose = await whoseCounter(system, staff, code, its, context);
  const mine = whose.holder.kind !== 'other';
  const revealed = mine && ticket !== null && request.session.revealed === ticket.id;
  return consoleView({
    its,
    counter,
    visitor: ticket === null ? null : visitorView(ticket, known, its.catalogue, its.site, context, revealed),
    whose,
    undo: mine ? await undoOf(system, code, its) : null,
    mayManage: isPermitted(staff.role, 'hall.manage'),
    notice,
    form: system.secrets.newId(),
    page: context,
  });
}

async function undoOf(
  system: System,
  code: string,
  { hall, now, site }: HallNow,
): Promise<ConsoleView['undo']> {
  if (hall.state === 'closed') return null;
  const recent = await eventsSince(system.database.reader, site.code, hall.day, now - undoWithin);
  const last = undoableAt(recent, code, now);
  const number = last === null ? undefined : hall.tickets.get(last.ticket)?.number;
  return last === null || number === undefined
    ? null
    : { command: last.command, number, until: last.at + undoWithin };
}

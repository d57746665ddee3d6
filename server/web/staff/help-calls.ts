import type { RequestHandler } from 'express';
import type { System } from '../../actions/system.ts';
import { minute } from '../../domain/calendar/durations.ts';
import { localDate } from '../../domain/calendar/local-time.ts';
import type { Words } from '../../domain/catalogue/words.ts';
import { isPermitted, mayWorkAt, type StaffMember } from '../../domain/staff/permissions.ts';
import { helpAskedOn } from '../../store/queue/help-query.ts';
import { staff } from '../audience.ts';
import type { DeclaredPage } from '../declared-page.ts';
import { currentStaff, leaveSessionAlone, staffOf } from '../middleware/staff-session.ts';
import { type PageContext, pageContext } from '../page-context.ts';
import { paths } from '../paths.ts';
import { partialHtml } from '../render-page.ts';
import type { HelpCallsView } from '../staff-frame.ts';

interface HelpCall {
  readonly code: string;
  readonly label: string;
  readonly site: Words;
  readonly since: number;
}

const shown = 3;

/** Puts the calls for help on the page of whoever manages a hall; everybody else is let through. */
export function tellHelpCalls(system: System): RequestHandler {
  return async (request, _response, next) => {
    const staff = staffOf(request);
    const wanted = request.method === 'GET' && request.get('x-partial') === undefined;
    if (wanted && staff !== null && isPermitted(staff.role, 'hall.manage')) {
      const page = pageContext(request);
      page.help = viewOf(system, await helpCallsFor(system, staff), page);
    }
    next();
  };
}

function helpCalls(system: System): RequestHandler {
  return async (request, response) => {
    leaveSessionAlone(request);
    const page = pageContext(request);
    const view = viewOf(system, await helpCallsFor(system, currentStaff(request)), page);
    // tells these lines from a page to sign in
    response.set({ 'X-Help-Calls': String(view.calls.length + view.more), 'Cache-Control': 'no-store' });
    response.type('html').send(partialHtml(page, 'help-calls', view));
  };
}

/** What those pages ask now and then. It is the page that asks, nobody who sits there: the session does not live on by it. */
export const helpCallPages: readonly DeclaredPage<System>[] = [
  { path: paths.staff.helpCalls(), audience: staff('hall.manage'), get: helpCalls, answers: 'file' },
];

/** One question, however many sites there are: most halls have nobody who asks. */
async function helpCallsFor(system: System, staff: StaffMember): Promise<readonly HelpCall[]> {
  const { sites } = await system.catalogue();
  const now = system.clock.now();
  const zones = new Set([...sites.values()].map(({ timeZone }) => timeZone));
  const days = new Set([...zones].map((zone) => localDate(now, zone)));
  const asked = await helpAskedOn(system.database.reader, [...days]);
  return asked.flatMap(({ site: code, day, counter, since }) => {
    const site = sites.get(code);
    const known = site?.counters.find((one) => one.code === counter);
    if (site === undefined || known === undefined || !mayWorkAt(staff, code)) return [];
    return localDate(now, site.timeZone) === day
      ? [{ code: counter, label: known.label, site: site.name, since }]
      : [];
  });
}

function viewOf(system: System, calls: readonly HelpCall[], { t, locale, now }: PageContext): HelpCallsView {
  const lines = calls.slice(0, shown).map(({ code, label, site, since }) => ({
    code,
    place: t('staff.help.place', { site: site[locale], label }),
    since: t('staff.help.since', { minutes: Math.max(0, Math.floor((now - since) / minute)) }),
  }));
  return {
    calls: lines,
    more: calls.length - lines.length,
    mark: calls.map(({ code, since }) => `${code} ${Math.floor((now - since) / minute)}`).join(', '),
    form: system.secrets.newId(),
  };
}

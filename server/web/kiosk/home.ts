import type { RequestHandler } from 'express';
import { DateTime } from 'luxon';
import type { System } from '../../actions/system.ts';
import { dayLong } from '../../domain/calendar/durations.ts';
import type { HallStateKind } from '../../domain/queue/hall/hall-state.ts';
import { type HallNow, hallNow } from '../hall-now.ts';
import { hallWords } from '../hall-words.ts';
import { type PageContext, pageContext } from '../page-context.ts';
import { paths } from '../paths.ts';
import { renderPage } from '../render-page.ts';
import { pathCookie } from '../request/own-cookie.ts';
import type { SafeHtml } from '../safe-html.ts';
import { waitWords } from '../wait-words.ts';
import { type Framed, kioskFrame, kioskPage } from './kiosk-frame.ts';
import { kioskState } from './kiosk-state.ts';
import { qrCode } from './qr-code.ts';

export interface HomeView extends Framed {
  readonly state: HallStateKind;
  readonly walkIn: boolean;
  readonly checkIn: boolean;
  /** why something is not to be had, and what to do instead */
  readonly notice: { readonly heading: string; readonly text: string; readonly qr: SafeHtml | null } | null;
  readonly waiting: readonly { readonly name: string; readonly people: string; readonly wait: string }[];
  /** changes whenever the page would look different: what the page compares when it looks again */
  readonly mark: string;
  /** of the hall's day that it shows */
  readonly version: number;
  /** the time of that, to the second */
  readonly asOf: string;
  /** of what a scanner sends while the first page is shown */
  readonly form: string;
}

const homePage = kioskPage<HomeView>('kiosk/home', (view, { t }) =>
  t('kiosk.title', { site: view.frame.siteName }),
);

export function home(system: System): RequestHandler<{ site: string }> {
  return async (request, response, next) => {
    const its = await hallNow(system, request.params.site);
    if (its === null) return next();
    const { print } = request.query;
    if (print === 'auto' || print === 'off') {
      // a choice about this machine, made once by whoever sets it up
      const { name, options } = pathCookie(system.config, 'kiosk-print', '/kiosk');
      response.cookie(name, print, { ...options, maxAge: 5 * 365 * dayLong });
      request.cookies[name] = print;
    }
    const context = pageContext(response.req);
    const state = kioskState(its);
    const bookAt = system.baseUrl() + paths.book.services({ site: its.site.code });
    renderPage(response, homePage, {
      frame: kioskFrame(response.req, its.site, 'home'),
      state: its.state.kind,
      walkIn: state.walkIn,
      checkIn: state.checkIn,
      notice: await noticeOf(its, state.walkIn, bookAt, context),
      waiting: its.site.queues.map(({ id, name }) => ({
        name: name[context.locale],
        people: context.t('kiosk.people', {
          count: [...its.hall.tickets.values()].filter(
            (ticket) => ticket.state === 'waiting' && ticket.queue === id,
          ).length,
        }),
        wait: waitText(its.waits.newcomers.get(id) ?? null, its.site.timeZone, context),
      })),
      mark: markOf(its),
      version: its.hall.version,
      asOf: clockOf(its.now, its.site.timeZone),
      form: system.secrets.newId(),
    });
  };
}

/** What the home page asks now and then: whether it still tells the truth, and thereby that this machine lives. */
export function homeState(system: System): RequestHandler<{ site: string }> {
  return async (request, response, next) => {
    const its = await hallNow(system, request.params.site);
    if (its === null) return next();
    response.set('Cache-Control', 'no-store').json({ mark: markOf(its) });
  };
}

function clockOf(instant: number, zone: string): string {
  return DateTime.fromMillis(instant, { zone }).toFormat('HH:mm:ss');
}

function markOf(its: HallNow): string {
  const { kind, opensAt, openUntil, reason } = its.state;
  const { walkIn, checkIn, stopped, closed } = kioskState(its);
  return [kind, opensAt, openUntil, reason?.['zh-CN'], walkIn, checkIn, ...stopped, ...closed.keys()].join(
    ' ',
  );
}

export function waitText(
  wait: Parameters<typeof waitWords>[0] | null,
  timeZone: string,
  context: PageContext,
): string {
  if (wait === null) return context.t('kiosk.wait.unknown');
  return waitWords(wait, { range: 'kiosk.wait.range', soon: 'kiosk.wait.none' }, timeZone, context);
}

/** What a hall that is not simply open says instead of a welcome; where no ticket is to be had, how to book. */
async function noticeOf(
  its: HallNow,
  walkIn: boolean,
  bookAt: string,
  page: PageContext,
): Promise<HomeView['notice']> {
  const { t } = page;
  const { kind, text, detail } = hallWords(its.state, its.site, page);
  if (kind === 'open') return null;
  if (kind === 'paused') return { heading: text, text: t('kiosk.paused.text'), qr: null };
  if (walkIn) return { heading: text, text: t('kiosk.early.text'), qr: null };
  const instead = kind === 'last_call' ? t('kiosk.lastCall.text') : closedText(detail, page);
  return { heading: text, text: instead, qr: await qrCode(bookAt) };
}

/** When a closed hall opens again, and what to do until then. */
export function closedText(opensNext: string | null, { t }: PageContext): string {
  return opensNext === null ? t('kiosk.closed.text') : t('kiosk.closed.reopens', { opens: opensNext });
}

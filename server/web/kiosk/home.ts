import type { RequestHandler } from 'express';
import type { System } from '../../actions/system.ts';
import { formatting } from '../formatting.ts';
import { hallNow } from '../hall-now.ts';
import { type PageContext, pageContext } from '../page-context.ts';
import { paths } from '../paths.ts';
import { renderPage } from '../render-page.ts';
import { type Framed, kioskFrame, kioskPage } from './kiosk-frame.ts';
import { type KioskState, kioskState } from './kiosk-state.ts';
import { qrCode } from './qr-code.ts';

export interface HomeView extends Framed {
  readonly state: KioskState['kind'];
  readonly walkIn: boolean;
  readonly checkIn: boolean;
  /** why something is not to be had, and what to do instead */
  readonly notice: { readonly heading: string; readonly text: string; readonly qr: string | null } | null;
  readonly waiting: readonly { readonly name: string; readonly people: string; readonly wait: string }[];
  /** changes whenever the page would look different: what the page compares when it looks again */
  readonly mark: string;
  /** of what a scanner sends while the first page is shown */
  readonly form: string;
}

const homePage = kioskPage<HomeView>('home', (view, { t }) =>
  t('kiosk.title', { site: view.frame.siteName }),
);

export function home(system: System): RequestHandler<{ site: string }> {
  return async (request, response, next) => {
    const its = await hallNow(system, request.params.site);
    if (its === null) return next();
    const { print } = request.query;
    if (print === 'auto' || print === 'off') {
      // a choice about this machine, made once by whoever sets it up
      response.cookie('kiosk-print', print, {
        httpOnly: true,
        sameSite: 'lax',
        path: '/kiosk',
        maxAge: 5 * 365 * 86_400_000,
      });
      request.cookies['kiosk-print'] = print;
    }
    const context = pageContext(response.req);
    const state = kioskState(its);
    const bookAt = system.baseUrl() + paths.book.services({ site: its.site.code });
    renderPage(response, homePage, {
      frame: kioskFrame(response.req, its.site, 'home'),
      state: state.kind,
      walkIn: state.walkIn,
      checkIn: state.checkIn,
      notice: await noticeOf(state, its.site.timeZone, its.hall.pauseReason, bookAt, context),
      waiting: its.site.queues.map(({ id, name }) => ({
        name: name[context.locale],
        people: context.t('kiosk.people', {
          count: [...its.hall.tickets.values()].filter(
            (ticket) => ticket.state === 'waiting' && ticket.queue === id,
          ).length,
        }),
        wait: waitText(its.waits.newcomers.get(id) ?? null, context),
      })),
      mark: markOf(state),
      form: system.secrets.newId(),
    });
  };
}

/** What the home page asks now and then: whether it still tells the truth, and thereby that this machine lives. */
export function homeState(system: System): RequestHandler<{ site: string }> {
  return async (request, response, next) => {
    const its = await hallNow(system, request.params.site);
    if (its === null) return next();
    response.set('Cache-Control', 'no-store').json({ mark: markOf(kioskState(its)) });
  };
}

function markOf({ kind, checkIn, stopped, reopens }: KioskState): string {
  return [kind, checkIn, reopens, ...stopped].join(' ');
}

export function waitText(
  wait: { readonly low: number; readonly high: number } | null,
  { t }: PageContext,
): string {
  if (wait === null) return t('kiosk.wait.unknown');
  if (wait.high <= 1) return t('kiosk.wait.none');
  return wait.low === wait.high
    ? t('kiosk.wait.about', { minutes: wait.high })
    : t('kiosk.wait.range', { low: wait.low, high: wait.high });
}

async function noticeOf(
  state: KioskState,
  timeZone: string,
  pauseReason: string | null,
  bookAt: string,
  page: PageContext,
): Promise<HomeView['notice']> {
  const { t } = page;
  if (state.kind === 'open') return null;
  if (state.kind === 'paused') {
    const text = pauseReason ? t('kiosk.paused.because', { reason: pauseReason }) : t('kiosk.paused.text');
    return { heading: t('kiosk.paused.heading'), text, qr: null };
  }
  const qr = await qrCode(bookAt);
  if (state.kind === 'last_call')
    return { heading: t('kiosk.lastCall.heading'), text: t('kiosk.lastCall.text'), qr };
  const { text, detail } = closedWords(state, timeZone, page);
  return { heading: text, text: detail, qr };
}

/** That it is closed, and when it opens again. */
export function closedWords(
  { reopens }: KioskState,
  timeZone: string,
  { t, locale }: PageContext,
): { readonly text: string; readonly detail: string } {
  const detail =
    reopens === null
      ? t('kiosk.closed.text')
      : t('kiosk.closed.reopens', { time: formatting(locale, timeZone).dayTime(reopens) });
  return { text: t('kiosk.closed.heading'), detail };
}

import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import { conflictsAt } from '../../../actions/catalogue/conflicts-at.ts';
import { settleActs, settleConflicts } from '../../../actions/catalogue/settle-conflicts.ts';
import type { System } from '../../../actions/system.ts';
import { answerUntil, isOpen, mostTimes } from '../../../domain/booking/time-offer.ts';
import type { Site } from '../../../domain/catalogue/site.ts';
import { isPermitted, mayWorkAt } from '../../../domain/staff/permissions.ts';
import { staffOfSite } from '../../audience.ts';
import type { DeclaredPage } from '../../declared-page.ts';
import { renderErrorPage } from '../../error-page.ts';
import { formatting } from '../../formatting.ts';
import { currentStaff } from '../../middleware/staff-session.ts';
import type { PageContext } from '../../page-context.ts';
import { paths, withQuery } from '../../paths.ts';
import { renderPage } from '../../render-page.ts';
import { adminPage } from '../admin-page.ts';
import type { FormFrame } from '../form/form-section.ts';
import type { ListView } from '../list/list-view.ts';
import { showList } from '../list/show-list.ts';
import { conflictList } from './conflict-list.ts';
import { siteFrame, siteOfRequest } from './site-frame.ts';

export interface AskView {
  readonly title: string;
  readonly text: string;
  readonly booking: string;
  /** none: there is nothing to offer */
  readonly times: readonly string[];
  readonly backHref: string;
}

export interface ConflictsView extends FormFrame {
  readonly action: string;
  readonly list: ListView;
  readonly movable: number;
  /** those who are not asked already, which are those that "all" means */
  readonly unasked: number;
  /** those who are, and can still answer */
  readonly asked: number;
  readonly mayChange: boolean;
  readonly most: number;
  /** asks before times are held for one; null: nothing is asked */
  readonly ask: AskView | null;
  readonly notice: string | null;
  readonly left: string | null;
}

const page = adminPage<ConflictsView>('admin/conflicts', ({ heading }) => heading);

const settleForm = z.object({
  act: z.enum(settleActs),
  /** of an offer to one: it was asked whether these are the times */
  confirmed: z.string().optional(),
  booking: z.string().max(60).optional(),
  start: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .optional(),
});

function showConflicts(system: System): RequestHandler {
  return async (request, response) => {
    const shown = await showList(conflictList, system, request, response);
    if (shown === null) return;
    const { page: context, records, site, staff, conflicts, offers } = shown.context;
    const unasked = conflicts.filter(({ conflict: { booking } }) => {
      const offer = offers.get(booking.id);
      return offer === undefined || !isOpen(offer, context.now);
    });
    renderPage(response, page, {
      ...siteFrame({ records, subject: site.code, page: context }, 'conflicts'),
      action: paths.admin.act('sites', site.code, 'conflicts'),
      list: shown.list,
      movable: unasked.filter(({ start }) => start !== null).length,
      unasked: unasked.length,
      asked: conflicts.length - unasked.length,
      mayChange: isPermitted(staff.role, 'booking.change'),
      most: mostTimes,
      ask: await askView(system, request, site, context),
      ...noticeOf(request, context),
    });
  };
}

/** Null: nothing is asked, or it fits by now. */
async function askView(
  system: System,
  request: Request,
  site: Pick<Site, 'code' | 'timeZone' | 'rules'>,
  { t, locale, now }: PageContext,
): Promise<AskView | null> {
  const { ask } = request.query;
  if (typeof ask !== 'string') return null;
  const [found] = await conflictsAt(system, site.code, { offered: true, of: ({ id }) => id === ask });
  if (found === undefined) return null;
  const { booking } = found.conflict;
  const { dayTime } = formatting(locale, site.timeZone);
  const until = answerUntil(site, booking, now);
  const times = until === null ? [] : found.times.filter((start) => start !== booking.start);
  return {
    title: t('settings.conflicts.askTitle', { reference: booking.reference }),
    text:
      until === null || times.length === 0
        ? t(found.start === booking.start ? 'settings.conflicts.askOwn' : 'settings.conflicts.askNone')
        : t('settings.conflicts.askText', { until: dayTime(until) }),
    booking: booking.id,
    times: times.map(dayTime),
    backHref: paths.admin.act('sites', site.code, 'conflicts'),
  };
}

function settle(system: System): RequestHandler {
  return async (request, response) => {
    const site = siteOfRequest(request);
    const staff = currentStaff(request);
    const form = settleForm.safeParse(request.body ?? {});
    if (!mayWorkAt(staff, site)) return renderErrorPage(response, 403, 'not_permitted');
    if (!form.success) return renderErrorPage(response, 404, 'invalid_input');
    const { act, booking, start, confirmed } = form.data;
    if (act === 'offer' && booking !== undefined && confirmed === undefined) {
      response.redirect(303, withQuery(paths.admin.act('sites', site, 'conflicts'), { ask: booking }));
      return;
    }
    const { done, left } = await settleConflicts(system, {
      site,
      act,
      bookings: booking === undefined ? null : [booking],
      start: booking === undefined ? null : (start ?? null),
      staff,
    });
    // one that was settled meanwhile is not in the list any more: nothing was done, and nothing is left
    response.redirect(303, withQuery(paths.admin.act('sites', site, 'conflicts'), { [act]: done, left }));
  };
}

const said = { offer: 'did', move: 'moved', cancel: 'cancelled' } as const;

function noticeOf(request: Request, { t }: PageContext): Pick<ConflictsView, 'notice' | 'left'> {
  const count = (name: string): number | null => {
    const value = request.query[name];
    return typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) : null;
  };
  const act = settleActs.find((one) => count(one) !== null);
  const left = count('left');
  return {
    notice: act === undefined ? null : t(`settings.conflicts.${said[act]}`, { count: count(act) ?? 0 }),
    left: left === null || left === 0 ? null : t('settings.conflicts.left', { count: left }),
  };
}

/** The bookings of a site that no longer fit, to be moved or cancelled one by one or all at once. */
export const conflictPages: readonly DeclaredPage<System>[] = [
  {
    path: paths.admin.act('sites', ':site', 'conflicts'),
    audience: staffOfSite('booking.read'),
    get: showConflicts,
    lists: [conflictList],
    changes: staffOfSite('booking.change'),
    post: settle,
  },
];

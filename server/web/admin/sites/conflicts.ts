import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import { conflictsAt } from '../../../actions/catalogue/conflicts-at.ts';
import { settleActs, settleConflicts } from '../../../actions/catalogue/settle-conflicts.ts';
import { takeBackSettled } from '../../../actions/catalogue/take-back-settled.ts';
import type { System } from '../../../actions/system.ts';
import { answerUntil, isOpen, mostTimes } from '../../../domain/booking/time-offer.ts';
import type { Site } from '../../../domain/catalogue/site.ts';
import { isPermitted, mayWorkAt } from '../../../domain/staff/permissions.ts';
import { undosOfOffice } from '../../../store/booking/booking-query.ts';
import { offersOfPress } from '../../../store/booking/time-offer-query.ts';
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
  readonly act: (typeof settleActs)[number];
  /** where a move leads; null: nothing is moved */
  readonly start: number | null;
  /** what its button says; null: there is nothing to do */
  readonly confirm: string | null;
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
  /** names what was done a moment ago; null: nothing that can be taken back */
  readonly undo: string | null;
  /** what was saved a moment ago has left so many without a place */
  readonly found: string | null;
  readonly left: string | null;
  /** whom it was said to, and whom to call */
  readonly toldHref: string;
}

const page = adminPage<ConflictsView>('admin/conflicts', ({ heading }) => heading);

/** What is found by it is found by how its name begins, so it holds no sign that stands for any. */
const pressName = z.string().regex(/^[\da-f-]{1,60}$/);

const settleForm = z.object({
  act: z.enum([...settleActs, 'take_back']),
  /** of an earlier press, which is taken back */
  batch: pressName.optional(),
  /** of one: it was asked whether that is meant */
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
      ...siteFrame({ records, subject: site.code, page: context, conflicts: conflicts.length }, 'conflicts'),
      action: paths.admin.act('sites', site.code, 'conflicts'),
      toldHref: paths.admin.act('sites', site.code, 'told'),
      list: shown.list,
      movable: unasked.filter(({ start }) => start !== null).length,
      unasked: unasked.length,
      asked: conflicts.length - unasked.length,
      mayChange: isPermitted(staff.role, 'booking.change'),
      most: mostTimes,
      ask: await askView(system, request, site, context),
      undo: await undoOf(system, request, site),
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
  const how = settleActs.find((act) => act === request.query['how']) ?? 'offer';
  const { booking } = found.conflict;
  const { reference } = booking;
  const { dayTime } = formatting(locale, site.timeZone);
  const shared = {
    booking: booking.id,
    act: how,
    backHref: paths.admin.act('sites', site.code, 'conflicts'),
  };
  if (how === 'cancel')
    return {
      ...shared,
      title: t('settings.conflicts.cancelOne', { reference }),
      text: t('settings.conflicts.cancelOneText'),
      ...{ start: null, times: [], confirm: t('settings.conflicts.cancel') },
    };
  if (how === 'move') {
    const asked = Number(request.query['start']);
    const start = Number.isSafeInteger(asked) && asked > 0 ? asked : found.start;
    return {
      ...shared,
      title: t('settings.conflicts.moveOne', { reference, time: start === null ? '–' : dayTime(start) }),
      text: t(start === null ? 'settings.conflicts.askNone' : 'settings.conflicts.moveOneText'),
      ...{ start, times: [], confirm: start === null ? null : t('settings.conflicts.moveNow') },
    };
  }
  const until = answerUntil(site, booking, now);
  const times = until === null ? [] : found.times.filter((start) => start !== booking.start);
  return {
    ...shared,
    title: t('settings.conflicts.askTitle', { reference }),
    text:
      until === null || times.length === 0
        ? t(found.start === booking.start ? 'settings.conflicts.askOwn' : 'settings.conflicts.askNone')
        : t('settings.conflicts.askText', { until: dayTime(until) }),
    start: null,
    confirm: times.length === 0 ? null : t('settings.conflicts.confirm'),
    times: times.map(dayTime),
  };
}

function settle(system: System): RequestHandler {
  return async (request, response) => {
    const site = siteOfRequest(request);
    const staff = currentStaff(request);
    const form = settleForm.safeParse(request.body ?? {});
    if (!mayWorkAt(staff, site)) return renderErrorPage(response, 403, 'not_permitted');
    if (!form.success) return renderErrorPage(response, 404, 'invalid_input');
    const { act, booking, start, confirmed, batch: earlier } = form.data;
    const own = paths.admin.act('sites', site, 'conflicts');
    if (act === 'take_back') {
      if (earlier === undefined) return renderErrorPage(response, 404, 'invalid_input');
      const taken = await takeBackSettled(system, { site, batch: earlier, staff });
      return response.redirect(303, withQuery(own, { back: taken.done, kept: taken.left }));
    }
    if (booking !== undefined && confirmed === undefined) {
      const asks = { ask: booking, how: act, ...(start === undefined ? {} : { start }) };
      return response.redirect(303, withQuery(own, asks));
    }
    const batch = system.secrets.newId();
    const { done, left } = await settleConflicts(system, {
      batch,
      site,
      act,
      bookings: booking === undefined ? null : [booking],
      start: booking === undefined ? null : (start ?? null),
      staff,
    });
    // one that was settled meanwhile is not in the list any more: nothing was done, and nothing is left
    response.redirect(303, withQuery(own, { [act]: done, left, ...(done === 0 ? {} : { batch }) }));
  };
}

const said = { offer: 'did', move: 'moved', cancel: 'cancelled' } as const;

/** What one press did, while it can be taken back; null: that time is over, or somebody has. */
async function undoOf(
  { database, clock }: System,
  request: Request,
  { code }: Pick<Site, 'code'>,
): Promise<string | null> {
  const { success, data: batch } = pressName.safeParse(request.query['batch']);
  if (!success) return null;
  const found = await undosOfOffice(database.writer, { site: code, batch }, clock.now());
  const offers = await offersOfPress(database.writer, { site: code, batch }, clock.now());
  return found.length > 0 || offers.length > 0 ? batch : null;
}

function noticeOf(request: Request, { t }: PageContext): Pick<ConflictsView, 'notice' | 'left' | 'found'> {
  const count = (name: string): number | null => {
    const value = request.query[name];
    return typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) : null;
  };
  const found =
    count('found') === null ? null : t('settings.conflicts.found', { count: count('found') ?? 0 });
  const back = count('back');
  if (back !== null) {
    const kept = count('kept') ?? 0;
    return {
      found,
      notice: back === 0 ? null : t('settings.conflicts.takenBack', { count: back }),
      left:
        kept > 0
          ? t('settings.conflicts.notTakenBack', { count: kept })
          : back === 0
            ? t('settings.conflicts.nothingBack')
            : null,
    };
  }
  const act = settleActs.find((one) => count(one) !== null);
  const done = act === undefined ? 0 : (count(act) ?? 0);
  const left = count('left') ?? 0;
  const nothing = act === undefined ? null : t('settings.conflicts.nothingDone');
  return {
    found,
    notice: act === undefined || done === 0 ? null : t(`settings.conflicts.${said[act]}`, { count: done }),
    left: left > 0 ? t('settings.conflicts.left', { count: left }) : done === 0 ? nothing : null,
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

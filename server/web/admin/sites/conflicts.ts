import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import { settleConflicts } from '../../../actions/catalogue/settle-conflicts.ts';
import type { System } from '../../../actions/system.ts';
import { isPermitted, mayWorkAt } from '../../../domain/staff/permissions.ts';
import { staffOfSite } from '../../audience.ts';
import type { DeclaredPage } from '../../declared-page.ts';
import { renderErrorPage } from '../../error-page.ts';
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

export interface ConflictsView extends FormFrame {
  readonly action: string;
  readonly list: ListView;
  readonly movable: number;
  readonly mayChange: boolean;
  readonly notice: string | null;
  readonly left: string | null;
}

const page = adminPage<ConflictsView>('admin/conflicts', ({ heading }) => heading);

const settleForm = z.object({
  act: z.enum(['move', 'cancel']),
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
    const { page: context, records, site, staff, conflicts } = shown.context;
    renderPage(response, page, {
      ...siteFrame({ records, subject: site.code, page: context }, 'conflicts'),
      action: paths.admin.act('sites', site.code, 'conflicts'),
      list: shown.list,
      movable: conflicts.filter(({ start }) => start !== null).length,
      mayChange: isPermitted(staff.role, 'booking.change'),
      ...noticeOf(request, context),
    });
  };
}

function settle(system: System): RequestHandler {
  return async (request, response) => {
    const site = siteOfRequest(request);
    const staff = currentStaff(request);
    const form = settleForm.safeParse(request.body ?? {});
    if (!mayWorkAt(staff, site)) return renderErrorPage(response, 403, 'not_permitted');
    if (!form.success) return renderErrorPage(response, 404, 'invalid_input');
    const { act, booking, start } = form.data;
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

function noticeOf(request: Request, { t }: PageContext): Pick<ConflictsView, 'notice' | 'left'> {
  const count = (name: string): number | null => {
    const value = request.query[name];
    return typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) : null;
  };
  const [moved, cancelled, left] = [count('move'), count('cancel'), count('left')];
  return {
    notice:
      moved !== null
        ? t('settings.conflicts.moved', { count: moved })
        : cancelled !== null
          ? t('settings.conflicts.cancelled', { count: cancelled })
          : null,
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

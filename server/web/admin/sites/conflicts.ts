import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import { conflictsAt } from '../../../actions/catalogue/conflicts-at.ts';
import { siteNamed } from '../../../actions/catalogue/edit-site.ts';
import { settleConflicts } from '../../../actions/catalogue/settle-conflicts.ts';
import type { System } from '../../../actions/system.ts';
import type { Proposal } from '../../../domain/booking/capacity-conflicts.ts';
import type { Site } from '../../../domain/catalogue/site.ts';
import { isPermitted, mayWorkAt } from '../../../domain/staff/permissions.ts';
import { loadRecords } from '../../../store/catalogue/catalogue-query.ts';
import { staffOfSite } from '../../audience.ts';
import type { DeclaredPage } from '../../declared-page.ts';
import { renderErrorPage } from '../../error-page.ts';
import { formatting } from '../../formatting.ts';
import { currentStaff } from '../../middleware/staff-session.ts';
import { type PageContext, pageContext } from '../../page-context.ts';
import { paths, withQuery } from '../../paths.ts';
import { renderPage } from '../../render-page.ts';
import { adminPage } from '../admin-page.ts';
import type { FormFrame } from '../form/form-section.ts';
import { askedFormat, type ListFiles, listFiles, sendList } from '../list-file.ts';
import { sortedBy } from '../listing.ts';
import { type Paging, pageOf, pagingOf } from '../paging.ts';
import { asked, pageNumber } from '../site-of-request.ts';
import { askedSorting, type HeadCell, type HeadColumn, headOf, sortingText } from '../sorting.ts';
import type { TableFile } from '../table-file.ts';
import { siteFrame, siteOfRequest } from './site-frame.ts';

interface ConflictLine {
  readonly id: string;
  readonly reference: string;
  readonly start: number;
  readonly time: string;
  readonly enterprise: string;
  readonly services: string;
  readonly reason: string;
  /** null: no free slot within the booking window */
  readonly proposal: { readonly start: number; readonly time: string } | null;
}

export interface ConflictsView extends FormFrame {
  readonly action: string;
  readonly head: readonly HeadCell[];
  /** of the page that is shown */
  readonly lines: readonly ConflictLine[];
  readonly total: number;
  readonly paging: Paging;
  readonly files: ListFiles;
  readonly movable: number;
  readonly mayChange: boolean;
  readonly notice: string | null;
  readonly left: string | null;
}

const columns = ['reference', 'time', 'enterprise', 'services', 'reason', 'proposal'] as const;
type Column = (typeof columns)[number];

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
    const code = siteOfRequest(request);
    const staff = currentStaff(request);
    const context = pageContext(request);
    const records = await loadRecords(system.database.writer);
    const site = siteNamed(records, code);
    if (site === undefined || !mayWorkAt(staff, code)) return renderErrorPage(response, 404);
    const format = askedFormat(request);
    if (format === 'unknown') return renderErrorPage(response, 404);
    const sorting = askedSorting(request, columns);
    const found = (await conflictsAt(system, code)).map((proposal) =>
      lineOf(proposal, site, records.services, context),
    );
    const lines = sortedBy(found, sorting, (line) => orderOf(line, sorting?.by ?? 'time'), context.locale);
    if (format !== null) {
      const table = tableOf(lines, code, context);
      return sendList(system, request, response, { list: 'conflicts', subject: code, format, table });
    }
    const action = paths.admin.act('sites', code, 'conflicts');
    const sort = sortingText(sorting);
    const number = pageNumber(asked(request, 'page'));
    renderPage(response, page, {
      ...siteFrame({ records, subject: code, page: context }, 'conflicts'),
      action,
      head: headOf(headColumns(context), sorting, (by) => withQuery(action, { sort: by })),
      lines: pageOf(lines, number),
      total: lines.length,
      paging: pagingOf(number, lines.length, (other) => withQuery(action, { sort, page: other })),
      files: listFiles(action, { sort }, lines.length, context),
      movable: lines.filter(({ proposal }) => proposal !== null).length,
      mayChange: isPermitted(staff.role, 'booking.change'),
      ...noticeOf(request, context),
    });
  };
}

function headColumns({ t }: PageContext): HeadColumn[] {
  return columns.map((key) => ({
    key,
    label: t(key === 'services' ? 'settings.menu.services' : `settings.conflicts.${key}`),
  }));
}

function orderOf(line: ConflictLine, by: Column): string | number {
  if (by === 'time') return line.start;
  if (by === 'proposal') return line.proposal?.start ?? Number.MAX_SAFE_INTEGER;
  return line[by];
}

function tableOf(lines: readonly ConflictLine[], site: string, context: PageContext): TableFile {
  const none = context.t('settings.conflicts.noSlot');
  return {
    name: `conflicts-${site}`,
    columns: headColumns(context).map(({ label }) => label),
    rows: lines.map((line) =>
      columns.map((column) => (column === 'proposal' ? (line.proposal?.time ?? none) : line[column])),
    ),
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
      address: request.ip ?? null,
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

function lineOf(
  { conflict, start }: Proposal,
  site: Site,
  services: readonly { readonly code: string; readonly name: Site['name'] }[],
  { locale, t }: PageContext,
): ConflictLine {
  const { booking, reason } = conflict;
  const { dayTime } = formatting(locale, site.timeZone);
  const nameOf = (code: string) => services.find((one) => one.code === code)?.name[locale] ?? code;
  return {
    id: booking.id,
    reference: booking.reference,
    start: booking.start,
    time: dayTime(booking.start),
    enterprise: booking.enterprise.name,
    services: booking.services
      .map(({ code, quantity }) => (quantity > 1 ? `${nameOf(code)} × ${quantity}` : nameOf(code)))
      .join(t('settings.form.listSeparator')),
    reason: t(`settings.reason.${reason}`),
    proposal: start === null ? null : { start, time: dayTime(start) },
  };
}

/** The bookings of a site that no longer fit, to be moved or cancelled one by one or all at once. */
export const conflictPages: readonly DeclaredPage<System>[] = [
  {
    path: paths.admin.act('sites', ':site', 'conflicts'),
    audience: staffOfSite('booking.read'),
    get: showConflicts,
    changes: staffOfSite('booking.change'),
    post: settle,
  },
];

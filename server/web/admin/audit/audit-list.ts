import type { System } from '../../../actions/system.ts';
import { dayBounds } from '../../../domain/calendar/local-time.ts';
import { formatActor } from '../../../domain/staff/actor.ts';
import {
  type AuditLine,
  type AuditSearch,
  auditActions,
  auditIds,
  auditOrders,
  searchAudit,
} from '../../../store/staff/audit-query.ts';
import { idsOfSubject, namesOfSubjects } from '../../../store/staff/audit-subject-query.ts';
import { asked } from '../../request/asked.ts';
import { staffZone } from '../../staff/staff-time.ts';
import type { Column } from '../list/cell.ts';
import { adminList, type ListRequest } from '../list/declared-list.ts';
import { choice, date, search } from '../list/filters.ts';
import { actorNames, actorsMeant } from './actor-names.ts';
import { type AuditRowView, actionName, rowView } from './audit-view.ts';

interface FoundLine {
  readonly line: AuditLine;
  readonly shown: AuditRowView;
}

/** A file has it all, under names that programs read; instants in ISO 8601. */
const inFile: Readonly<Record<string, (found: FoundLine) => string>> = {
  at: ({ line }) => new Date(line.at).toISOString(),
  actor: ({ line }) => formatActor(line.actor),
  name: ({ shown }) => shown.actor,
  address: ({ shown }) => shown.address,
  action: ({ line }) => line.action,
  subject: ({ line }) => line.subject,
  result: ({ line }) => line.result,
  before: ({ line }) => written(line.before),
  after: ({ line }) => written(line.after),
  words: ({ line }) => line.words ?? '',
  id: ({ line }) => line.id,
};

function written(value: unknown): string {
  return value === null ? '' : JSON.stringify(value);
}

interface AskedAudit extends Pick<AuditSearch, 'sort' | 'among'> {
  readonly filters: Readonly<Record<'actor' | 'action' | 'subject' | 'from' | 'to', string>>;
}

async function searchFor(
  { system, page: { locale } }: ListRequest<System>,
  { filters, sort, among }: AskedAudit,
): Promise<AuditSearch> {
  // dates are days where the offices are; both of them belong to the range
  return {
    sort: sort ?? null,
    among,
    actors: await actorsMeant(system, filters.actor, locale),
    action: filters.action,
    subject: filters.subject,
    subjectIds: filters.subject === '' ? [] : await idsOfSubject(system.database.reader, filters.subject),
    from: filters.from === '' ? null : dayBounds(filters.from, staffZone).start,
    to: filters.to === '' ? null : dayBounds(filters.to, staffZone).end,
  };
}

/** Who did what, the newest first. */
export const auditList = adminList({
  name: 'audit',
  label: 'audit.title',
  empty: { none: 'audit.nothingYet', narrowed: 'audit.none' },
  open: async ({ system, request }: ListRequest<System>) => {
    const occurring = await auditActions(system.database.reader);
    const wanted = asked(request, 'action');
    // what has not happened yet can be asked for, too
    return { actions: /^[a-z_.]+$/.test(wanted) ? [...new Set([...occurring, wanted])] : occurring };
  },
  frame: ({ page: { t } }) => ({ heading: t('audit.title'), lede: t('audit.lede') }),
  filters: ({ page: { t, locale }, actions }) => ({
    actor: search(t('audit.actor'), { placeholder: t('audit.actorHint'), private: false }),
    action: choice(t('audit.action'), t('audit.any'), actions, (action) => actionName(action, locale)),
    subject: search(t('audit.subject'), { placeholder: t('audit.subjectHint'), private: false }),
    from: date(t('audit.from')),
    to: date(t('audit.to')),
  }),
  orders: auditOrders,
  sort: '-time',
  source: async (context, asked) => {
    const {
      system,
      page: { locale },
    } = context;
    const wanted = await searchFor(context, asked);
    const { lines, total, long } = await searchAudit(system.database, wanted, asked);
    const named = await actorNames(
      system,
      lines.map(({ actor }) => actor),
      locale,
    );
    const subjects = await namesOfSubjects(
      system.database.reader,
      lines.map(({ subject }) => subject),
    );
    const items = lines.map((line) => ({ line, shown: rowView(line, { named, subjects }, locale) }));
    const [first, last] = [lines[0]?.id ?? '', lines.at(-1)?.id ?? ''];
    return { items, total, long: long === null ? null : { ...long, first, last } };
  },
  ids: async (context, asked) =>
    auditIds(context.system.database.office, await searchFor(context, asked), asked.perPage),
  columns: ({ page: { t } }) => [
    ...(['time', 'actor', 'action', 'subject', 'address', 'result'] as const).map(
      (key): Column<FoundLine> => ({
        key,
        label: t(`audit.${key}`),
        only: 'page',
        kind: key === 'time' || key === 'address' ? 'figures' : undefined,
        cell: ({ shown }) => {
          const tag = shown.done ? 'tag tag--done' : 'tag tag--stop';
          const more = key === 'time' ? { href: shown.href } : key === 'result' ? { tag } : {};
          return { text: shown[key], ...more };
        },
      }),
    ),
    ...Object.entries(inFile).map(
      ([key, text]): Column<FoundLine> => ({ key, label: key, only: 'file', cell: text }),
    ),
  ],
  export: { action: 'audit.export', subject: () => 'audit' },
});

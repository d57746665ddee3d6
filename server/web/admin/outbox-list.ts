import { type OutboxState, outboxStates } from '../../domain/message/message.ts';
import { mayWorkAt, type StaffMember, worksEverywhere } from '../../domain/staff/permissions.ts';
import {
  type OutboxSearch,
  outboxIds,
  outboxOrders,
  searchOutbox,
} from '../../store/message/outbox-query.ts';
import { adminList, type ListRequest } from './list/declared-list.ts';
import { choice, search } from './list/filters.ts';
import type { OutboxSystem } from './outbox-system.ts';
import { outboxLine } from './outbox-view.ts';

interface AskedOutbox extends Omit<OutboxSearch, 'state' | 'text' | 'sites'> {
  readonly filters: { readonly q: string; readonly state: OutboxState | ''; readonly site: string };
}

/** Every message that may be seen, recipients masked. */
export const outboxList = adminList({
  name: 'outbox',
  label: 'mail.outbox.title',
  empty: { none: 'mail.outbox.nothing', narrowed: 'mail.outbox.none' },
  open: async ({ system, staff }: ListRequest<OutboxSystem>) => {
    const catalogue = await system.catalogue();
    return { catalogue, sites: [...catalogue.sites.values()].filter(({ code }) => mayWorkAt(staff, code)) };
  },
  filters: ({ page: { t, locale }, sites, catalogue }) => ({
    q: search(t('mail.outbox.search')),
    state: choice(t('mail.outbox.state'), t('mail.outbox.any'), outboxStates, (state) =>
      t(`mail.outbox.states.${state}`),
    ),
    site: choice(
      t('mail.outbox.site'),
      t('agency.admin.allSites'),
      sites.map(({ code }) => code),
      (code) => catalogue.sites.get(code)?.name[locale] ?? code,
    ),
  }),
  orders: outboxOrders,
  sort: '-time',
  source: async ({ system, staff, page, catalogue }, asked) => {
    const { messages, total, long } = await searchOutbox(system.database, searchFor(staff, asked));
    const items = messages.map((message) => ({ message, ...outboxLine(message, page.locale, catalogue) }));
    const [first, last] = [messages[0]?.id ?? '', messages.at(-1)?.id ?? ''];
    return { items, total, long: long === undefined ? null : { ...long, first, last } };
  },
  ids: ({ system, staff }, asked) => outboxIds(system.database.office, searchFor(staff, asked)),
  columns: ({ page: { t } }) => [
    { key: 'time', label: t('mail.outbox.time'), kind: 'figures', nowrap: true, cell: ({ time }) => time },
    {
      key: 'template',
      label: t('mail.outbox.template'),
      nowrap: true,
      cell: ({ about, href }) => ({ text: about, href }),
    },
    {
      key: 'reference',
      label: t('mail.facts.reference'),
      kind: 'figures',
      cell: ({ reference }) => reference,
    },
    {
      key: 'recipient',
      label: t('mail.outbox.recipient'),
      nowrap: true,
      cell: ({ recipient }) => recipient,
    },
    { key: 'site', label: t('mail.outbox.site'), nowrap: true, cell: ({ site }) => site },
    { key: 'channel', label: t('mail.outbox.channel'), nowrap: true, cell: ({ channel }) => channel },
    {
      key: 'state',
      label: t('mail.outbox.state'),
      nowrap: true,
      cell: ({ state, tag }) => ({ text: state, tag }),
    },
    {
      key: 'attempts',
      label: t('mail.outbox.attempts'),
      only: 'file',
      kind: 'count',
      cell: ({ message }) => String(message.attempts),
    },
    { key: 'sentAt', label: t('mail.outbox.sentAt'), only: 'file', cell: ({ sent }) => sent },
  ],
});

function searchFor(staff: StaffMember, { filters: { q, state, site }, ...asked }: AskedOutbox): OutboxSearch {
  return {
    ...asked,
    text: q,
    state: state === '' ? null : state,
    sites: site === '' ? sitesSeen(staff) : [site],
  };
}

/** Of whose messages they see; empty: all. */
export function sitesSeen(staff: StaffMember): readonly string[] {
  if (worksEverywhere(staff)) return [];
  // no site has an empty code: who works nowhere sees nothing
  return staff.sites.length === 0 ? [''] : staff.sites;
}

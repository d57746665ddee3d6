import type { System } from '../../../actions/system.ts';
import { maskMobile, maskName } from '../../../domain/enterprise/masking.ts';
import { mayWorkAt } from '../../../domain/staff/permissions.ts';
import { byTurn, stateNow, waitStates } from '../../../domain/waitlist/wait-entry.ts';
import { entriesOf } from '../../../store/waitlist/waitlist-query.ts';
import { serviceNames } from '../../booking/summary-view.ts';
import { formatting } from '../../formatting.ts';
import { paths } from '../../paths.ts';
import { asked } from '../../request/asked.ts';
import { daysSaid, timesSaid } from '../../waitlist/wait-words.ts';
import { adminList, type ListRequest } from '../list/declared-list.ts';
import { choice } from '../list/filters.ts';

const tags = {
  waiting: 'tag',
  offered: 'tag tag--done',
  accepted: 'tag tag--faint',
  expired: 'tag tag--faint',
  withdrawn: 'tag tag--faint',
} as const;

/** Who waits, since when and for what; whose turn it is first. */
export const waitlistList = adminList({
  name: 'waitlist',
  label: 'waitlist.office.title',
  empty: { none: 'waitlist.office.none' },
  open: async ({ system, request, staff, page }: ListRequest<System>) => {
    const catalogue = await system.catalogue();
    const site = asked(request, 'site');
    if (site !== '' && !catalogue.sites.has(site)) return 404;
    if (site !== '' && !mayWorkAt(staff, site)) return 403;
    const theirs = [...catalogue.sites.keys()].filter((code) => mayWorkAt(staff, code));
    const found = await entriesOf(system.database.reader, site === '' ? theirs : [site], waitStates);
    const turns = new Map<string, number>();
    const entries = found.sort(byTurn).map((entry) => {
      const state = stateNow(entry, page.now);
      const waits = state === 'waiting' || state === 'offered';
      const turn = waits ? (turns.get(entry.site) ?? 0) + 1 : null;
      if (turn !== null) turns.set(entry.site, turn);
      return { ...entry, state, turn };
    });
    // whoever waits no longer stands below
    const inTurn = [true, false].flatMap((waits) => entries.filter(({ turn }) => (turn !== null) === waits));
    return { catalogue, site, theirs, entries: inTurn };
  },
  frame: ({ page: { t } }) => ({ heading: t('waitlist.office.title'), lede: t('waitlist.office.lede') }),
  filters: ({ page: { t, locale }, catalogue, theirs, site }) => ({
    site: choice(
      t('waitlist.facts.site'),
      t('waitlist.office.all'),
      theirs.length > 1 || site !== '' ? theirs : [],
      (code) => catalogue.sites.get(code)?.name[locale] ?? code,
    ),
    state: choice(t('waitlist.office.state'), t('waitlist.office.all'), waitStates, (state) =>
      t(`waitlist.state.${state}`),
    ),
  }),
  source: ({ entries }, { filters: { state } }) =>
    entries.filter((entry) => state === '' || entry.state === state),
  columns: ({ page, catalogue }) => {
    const { t, locale } = page;
    const time = (site: string, at: number | null) => ({
      text:
        at === null
          ? '–'
          : formatting(locale, catalogue.sites.get(site)?.timeZone ?? 'Asia/Shanghai').listTime(at),
      order: at,
    });
    return [
      {
        key: 'turn',
        label: t('waitlist.office.turn'),
        kind: 'count',
        cell: ({ turn }) => ({ text: String(turn ?? '–'), order: turn, file: turn }),
      },
      {
        key: 'who',
        label: t('waitlist.facts.enterprise'),
        cell: ({ id, enterprise, contact, failed, aside, turn }) => ({
          text: enterprise.name,
          href: paths.admin.item('waitlist', id),
          below: `${maskName(contact.name)} ${maskMobile(contact.mobile)}`,
          more: [
            ...(failed === null ? [] : [{ text: t('waitlist.office.first'), tag: 'tag tag--done' }]),
            ...(aside === null || turn === null
              ? []
              : [
                  {
                    text: t(`waitlist.office.${aside.askedAt === null ? 'aside' : 'asked'}`),
                    tag: 'tag tag--warn',
                  },
                ]),
          ],
        }),
      },
      {
        key: 'since',
        label: t('waitlist.facts.since'),
        kind: 'figures',
        nowrap: true,
        cell: ({ site, createdAt }) => time(site, createdAt),
      },
      {
        key: 'for',
        label: t('waitlist.facts.days'),
        cell: (entry) => ({ text: daysSaid(entry, page), below: timesSaid(entry, page), order: entry.from }),
      },
      {
        key: 'services',
        label: t('waitlist.facts.services'),
        cell: ({ services, kind }) => ({
          text: serviceNames(services, catalogue, page).join(t('mail.listSeparator')),
          ...(kind === 'earlier' ? { below: t('waitlist.office.earlier') } : {}),
        }),
      },
      {
        key: 'state',
        label: t('waitlist.office.state'),
        cell: ({ state }) => ({
          text: t(`waitlist.state.${state}`),
          tag: tags[state],
          order: waitStates.indexOf(state),
        }),
      },
      {
        key: 'offer',
        label: t('waitlist.office.offered'),
        kind: 'figures',
        cell: ({ site, state, offer }) => time(site, state === 'offered' ? (offer?.start ?? null) : null),
      },
      {
        key: 'site',
        label: t('waitlist.facts.site'),
        cell: ({ site }) => catalogue.sites.get(site)?.name[locale] ?? site,
      },
    ];
  },
  export: { subject: ({ site }) => site || 'all' },
});

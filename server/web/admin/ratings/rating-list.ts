import type { System } from '../../../actions/system.ts';
import { maskEmail, maskMobile } from '../../../domain/enterprise/masking.ts';
import { isPermitted, mayWorkAt } from '../../../domain/staff/permissions.ts';
import { ratingCases } from '../../../store/queue/rating-case-query.ts';
import { formatting } from '../../formatting.ts';
import { paths } from '../../paths.ts';
import { asked } from '../../request/asked.ts';
import { adminList, type ListRequest } from '../list/declared-list.ts';
import { choice } from '../list/filters.ts';

const states = ['open', 'overdue', 'answered'] as const;
const tags = { open: 'tag', overdue: 'tag tag--stop', answered: 'tag tag--done' };

/** Low ratings and what became of them; open ones first. */
export const ratingList = adminList({
  name: 'ratings',
  label: 'ratings.title',
  empty: { none: 'ratings.none' },
  open: async ({ system, request, staff, page }: ListRequest<System>) => {
    const catalogue = await system.catalogue();
    const site = asked(request, 'site');
    if (site !== '' && !catalogue.sites.has(site)) return 404;
    if (site !== '' && !mayWorkAt(staff, site)) return 403;
    const theirs = [...catalogue.sites.keys()].filter((code) => mayWorkAt(staff, code));
    const found = await ratingCases(system.database.reader, site === '' ? theirs : [site]);
    const cases = found.map((one) => ({
      ...one,
      state: one.answeredAt !== null ? states[2] : one.dueAt < page.now ? states[1] : states[0],
    }));
    return { catalogue, site, theirs, cases };
  },
  frame: ({ page: { t } }) => ({ heading: t('ratings.title'), lede: t('ratings.lede') }),
  filters: ({ page: { t, locale }, catalogue, theirs, site }) => ({
    site: choice(
      t('ratings.site'),
      t('ratings.all'),
      theirs.length > 1 || site !== '' ? theirs : [],
      (code) => catalogue.sites.get(code)?.name[locale] ?? code,
    ),
    state: choice(t('ratings.state'), t('ratings.all'), states, (state) => t(`ratings.is.${state}`)),
  }),
  source: ({ cases }, { filters: { state } }) => cases.filter((one) => state === '' || one.state === state),
  columns: ({ page: { t, locale }, catalogue, staff }) => {
    const time = (site: string, at: number) => ({
      text: formatting(locale, catalogue.sites.get(site)?.timeZone ?? 'Asia/Shanghai').listTime(at),
      order: at,
    });
    const may = isPermitted(staff.role, 'hall.manage');
    return [
      {
        key: 'number',
        label: t('ratings.number'),
        nowrap: true,
        cell: ({ ticket, number }) => ({
          text: number,
          href: may ? paths.admin.item('ratings', ticket) : undefined,
        }),
      },
      { key: 'day', label: t('ratings.day'), nowrap: true, cell: ({ day }) => day },
      { key: 'score', label: t('ratings.score'), cell: ({ score }) => t(`statistics.score.${score}`) },
      {
        key: 'state',
        label: t('ratings.state'),
        cell: ({ state }) => ({
          text: t(`ratings.is.${state}`),
          tag: tags[state],
          order: -states.indexOf(state),
        }),
      },
      {
        key: 'due',
        label: t('ratings.due'),
        kind: 'figures',
        cell: ({ site, dueAt }) => time(site, dueAt),
      },
      {
        key: 'contact',
        label: t('ratings.contact'),
        cell: ({ wantsContact, contact }) => ({
          text: t(`ratings.wants.${wantsContact === null ? 'unsaid' : wantsContact ? 'yes' : 'no'}`),
          ...(contact === null ? {} : { below: maskedContact(contact) }),
        }),
      },
      {
        key: 'answered',
        label: t('ratings.answered'),
        kind: 'figures',
        cell: ({ site, answeredAt }) =>
          answeredAt === null ? { text: '–', order: null } : time(site, answeredAt),
      },
      {
        key: 'site',
        label: t('ratings.site'),
        cell: ({ site }) => catalogue.sites.get(site)?.name[locale] ?? site,
      },
    ];
  },
  export: { subject: ({ site }) => site || 'all' },
});

function maskedContact(contact: string): string {
  return contact.includes('@') ? maskEmail(contact) : maskMobile(contact);
}

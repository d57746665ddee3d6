import type { System } from '../../../actions/system.ts';
import { isPermitted } from '../../../domain/staff/permissions.ts';
import { listKeys } from '../../../store/staff/key-query.ts';
import { formatting, said } from '../../formatting.ts';
import { paths } from '../../paths.ts';
import { staffZone } from '../../staff/staff-time.ts';
import { adminList, type ListRequest } from '../list/declared-list.ts';

/** Keys of other programs, those that have been revoked too. */
export const keyList = adminList({
  name: 'keys',
  label: 'settings.keys.title',
  empty: { none: 'settings.keys.none' },
  open: async ({ system }: ListRequest<System>) => ({ sites: (await system.catalogue()).sites }),
  source: ({ system }) => listKeys(system.database.reader),
  columns: ({ page: { t, locale }, sites }) => {
    const { dayTime } = formatting(locale, staffZone);
    const nameOf = (code: string): string => {
      const site = sites.get(code);
      return site === undefined ? code : said(site.name, locale);
    };
    return [
      { key: 'name', label: t('settings.keys.name'), cell: ({ name }) => name },
      { key: 'kind', label: t('settings.keys.kind'), cell: ({ kind }) => t(`settings.keys.kinds.${kind}`) },
      {
        key: 'site',
        label: t('settings.keys.site'),
        cell: ({ site }) => (site === null ? t('settings.keys.everySite') : nameOf(site)),
      },
      {
        key: 'created',
        label: t('settings.keys.created'),
        number: true,
        cell: ({ createdAt }) => ({ text: dayTime(createdAt), order: createdAt }),
      },
      {
        key: 'lastUsed',
        label: t('settings.keys.lastUsed'),
        number: true,
        cell: ({ lastUsedAt: at }) => ({
          text: at === null ? t('settings.keys.never') : dayTime(at),
          order: at ?? 0,
        }),
      },
      {
        key: 'state',
        label: t('settings.keys.state'),
        cell: ({ revokedAt: at }) => ({
          text: t(at === null ? 'settings.keys.valid' : 'settings.keys.revoked'),
          tag: at === null ? 'tag tag--done' : 'tag tag--faint',
        }),
      },
    ];
  },
  acts: ({ page: { t }, staff }) =>
    isPermitted(staff.role, 'key.manage')
      ? {
          label: t('settings.keys.act'),
          of: ({ id, name, revokedAt }) =>
            revokedAt === null
              ? [
                  {
                    action: paths.admin.act('keys', id, 'revoke'),
                    text: t('settings.keys.revoke'),
                    about: name,
                  },
                ]
              : [],
        }
      : null,
});

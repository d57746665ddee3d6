import type { System } from '../../../actions/system.ts';
import { type KeyState, keyState } from '../../../domain/staff/key-life.ts';
import { isPermitted } from '../../../domain/staff/permissions.ts';
import { listKeys } from '../../../store/staff/key-query.ts';
import { formatting, said } from '../../formatting.ts';
import { paths } from '../../paths.ts';
import { staffZone } from '../../staff/staff-time.ts';
import { adminList, type ListRequest } from '../list/declared-list.ts';

const tags: Readonly<Record<KeyState, string>> = {
  valid: 'tag tag--done',
  ends_soon: 'tag tag--now',
  expired: 'tag tag--faint',
  revoked: 'tag tag--faint',
};

/** Keys of other programs, those that have been revoked too. */
export const keyList = adminList({
  name: 'keys',
  label: 'settings.keys.title',
  empty: { none: 'settings.keys.none' },
  open: async ({ system }: ListRequest<System>) => ({ sites: (await system.catalogue()).sites }),
  source: ({ system }) => listKeys(system.database.reader),
  columns: ({ page: { t, locale, now }, sites }) => {
    const { listTime, listDay } = formatting(locale, staffZone);
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
        kind: 'figures',
        cell: ({ createdAt }) => ({ text: listTime(createdAt), order: createdAt }),
      },
      {
        key: 'lastUsed',
        label: t('settings.keys.lastUsed'),
        kind: 'figures',
        cell: ({ lastUsedAt: at }) => ({
          text: at === null ? t('settings.keys.never') : listTime(at),
          order: at ?? 0,
        }),
      },
      {
        key: 'expires',
        label: t('settings.keys.expires'),
        kind: 'figures',
        cell: ({ expiresAt: at }) => ({
          text: at === null ? t('settings.keys.noEnd') : listDay(at),
          order: at ?? Number.MAX_SAFE_INTEGER,
        }),
      },
      {
        key: 'state',
        label: t('settings.keys.state'),
        cell: (key) => {
          const state = keyState(key, now);
          return { text: t(`settings.keys.states.${state}`), tag: tags[state] };
        },
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

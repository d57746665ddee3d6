import { mayEdit } from '../../../actions/catalogue/carry-out-edit.ts';
import type { Service } from '../../../domain/catalogue/service.ts';
import type { Translate } from '../../../locales/words.ts';
import { paths } from '../../paths.ts';
import type { SettingsSystem } from '../form/settings-form.ts';
import type { Column } from '../list/cell.ts';
import { adminList, type ListRequest } from '../list/declared-list.ts';
import { serviceFrame, serviceOfRequest } from './service-forms.ts';

/** All services in their order. */
export const serviceList = adminList({
  name: 'services',
  label: 'settings.menu.services',
  empty: { none: 'settings.service.none' },
  open: ({ system }: ListRequest<SettingsSystem>) => system.catalogueCache.records(system.database.writer),
  frame: ({ page: { t }, staff }) => ({
    heading: t('settings.menu.services'),
    lede: t('settings.service.list'),
    actions: [
      ...(mayEdit(staff, null)
        ? [
            {
              href: paths.admin.item('services', 'new'),
              text: t('settings.service.new'),
              adds: true as const,
            },
          ]
        : []),
      { href: paths.admin.item('services', 'matrix'), text: t('settings.service.matrix') },
    ],
  }),
  source: ({ services }) => services,
  columns: ({ page: { t, locale }, serviceMaterials, questions, sites }) => {
    const count = (
      key: string,
      label: string,
      of: readonly { readonly active: boolean; readonly service: string }[],
    ): Column<Service> => ({
      key,
      label,
      kind: 'count',
      cell: ({ code }) => String(of.filter(({ service, active }) => active && service === code).length),
    });
    const doneAt = sites.flatMap(({ active, services }) =>
      services.map(({ service }) => ({ active, service })),
    );
    return [
      {
        key: 'name',
        label: t('settings.field.name'),
        cell: ({ code, name }) => ({
          text: name[locale],
          href: paths.admin.act('services', code, 'profile'),
        }),
      },
      { key: 'code', label: t('settings.field.code'), cell: ({ code }) => code },
      {
        key: 'minutes',
        label: t('settings.service.minutes'),
        kind: 'count',
        cell: ({ minutes }) => String(minutes),
      },
      count('materials', t('settings.service.parts.materials'), serviceMaterials),
      count('questions', t('settings.service.parts.questions'), questions),
      count('sites', t('settings.menu.sites'), doneAt),
      stateColumn(t),
    ];
  },
});

/** The questions of one service. */
export const questionList = adminList({
  name: 'questions',
  label: 'settings.service.parts.questions',
  empty: { none: 'settings.question.none' },
  open: async ({ system, request }: ListRequest<SettingsSystem>) => {
    const records = await system.catalogueCache.records(system.database.writer);
    const subject = serviceOfRequest(request);
    const base = paths.admin.act('services', subject, 'questions');
    return records.services.some(({ code }) => code === subject) ? { records, subject, base } : 404;
  },
  frame: ({ records, subject, base, page, staff }) => ({
    ...serviceFrame({ records, subject, page }, 'questions'),
    lede: page.t('settings.question.list'),
    actions: mayEdit(staff, null)
      ? [{ href: `${base}/new`, text: page.t('settings.question.new'), adds: true as const }]
      : [],
  }),
  source: ({ records, subject }) => records.questions.filter(({ service }) => service === subject),
  columns: ({ page: { t, locale }, base }) => [
    {
      key: 'text',
      label: t('settings.question.words'),
      cell: ({ code, text }) => ({ text: text[locale], href: `${base}/${encodeURIComponent(code)}` }),
    },
    { key: 'code', label: t('settings.field.code'), cell: ({ code }) => code },
    {
      key: 'answers',
      label: t('settings.question.answers'),
      cell: ({ answers }) => answers.map(({ label }) => label[locale]).join(' / '),
    },
    stateColumn(t),
  ],
});

function stateColumn(t: Translate): Column<{ readonly active: boolean }> {
  return {
    key: 'state',
    label: t('settings.field.state'),
    cell: ({ active }) => ({
      text: t(active ? 'settings.service.on' : 'settings.service.off'),
      tag: active ? 'tag tag--done' : 'tag tag--faint',
    }),
  };
}

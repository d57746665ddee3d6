import { editMaterials } from '../../actions/catalogue/edit-materials.ts';
import {
  editCities,
  editLinks,
  editOutlets,
  editReasonTexts,
} from '../../actions/catalogue/edit-reference-lists.ts';
import { paths } from '../paths.ts';
import { rowKeys } from './form/bilingual.ts';
import { type Control, choice, type FieldRow, flag, short, text } from './form/form-section.ts';
import type { FormAsk, SettingsForm } from './form/settings-form.ts';
import { openHere } from './open-here.ts';

interface Column {
  readonly name: string;
  readonly label: string;
  readonly control: Control;
  /** only in rows that are there already, or only in new ones */
  readonly only?: 'known' | 'new';
}

/** The rows of a table of everything of one kind. */
function tableRows(
  { values, page: { t } }: FormAsk,
  prefix: string,
  stored: readonly string[],
  columns: readonly Column[],
  heads: { readonly fixed?: boolean; readonly head?: (key: string, index: number) => string } = {},
): readonly FieldRow[] {
  const keys = heads.fixed === true ? stored : rowKeys(prefix, stored, values);
  return keys.map((key, index) => {
    const known = stored.includes(key);
    return {
      head: known ? (heads.head?.(key, index) ?? key) : t('settings.form.new'),
      cells: columns.map(({ name, label, control, only }) =>
        only === (known ? 'new' : 'known') ? null : { name: `${prefix}.${key}.${name}`, label, control },
      ),
    };
  });
}

function nameColumns({ page: { t } }: FormAsk, label: string, name = 'name'): readonly Column[] {
  return [
    { name: `${name}.zh-CN`, label: t('settings.form.inChinese', { label }), control: text },
    { name: `${name}.en`, label: t('settings.form.inEnglish', { label }), control: text },
  ];
}

function removal({ page: { t } }: FormAsk): Column {
  return { name: 'remove', label: t('settings.form.remove'), control: flag, only: 'known' };
}

function newCode({ page: { t } }: FormAsk): Column {
  return { name: 'code', label: t('settings.field.code'), control: short, only: 'new' };
}

const labels = (columns: readonly Column[]): readonly string[] => columns.map(({ label }) => label);

export const materialsForm: SettingsForm<ReturnType<typeof editMaterials.schema.parse>> = {
  edit: editMaterials,
  frame: ({ page: { t } }) => ({
    heading: t('settings.menu.materials'),
    lede: t('settings.materials.text'),
    crumbs: [],
    tabs: [],
  }),
  sections: (ask) => {
    const { t } = ask.page;
    const people = (['enterprise', 'legal_person', 'operator', 'handling_person'] as const).map((one) => ({
      value: one,
      text: t(`common.providedBy.${one}`),
    }));
    const columns: readonly Column[] = [
      newCode(ask),
      ...nameColumns(ask, t('settings.field.name')),
      { name: 'providedBy', label: t('settings.materials.providedBy'), control: choice(people) },
      { name: 'perCard', label: t('settings.materials.perCard'), control: flag },
      removal(ask),
    ];
    const rows = tableRows(
      ask,
      'materials',
      ask.records.materials.map(({ code }) => code),
      columns,
    );
    return [
      {
        heading: t('settings.menu.materials'),
        table: { head: t('settings.field.code'), columns: labels(columns), rows },
      },
    ];
  },
};

export const outletsForm: SettingsForm<ReturnType<typeof editOutlets.schema.parse>> = {
  edit: editOutlets,
  frame: (ask) => ({
    heading: ask.page.t('settings.menu.outlets'),
    lede: ask.page.t('settings.outlets.text'),
    crumbs: [],
    tabs: [],
    ...openHere(ask, paths.admin.section('outlets')),
  }),
  sections: (ask) => {
    const { t, locale } = ask.page;
    const cities = ask.records.cities.map(({ code, name }) => ({ value: code, text: name[locale] }));
    const columns: readonly Column[] = [
      { name: 'city', label: t('settings.field.city'), control: choice(cities) },
      ...nameColumns(ask, t('settings.field.name')),
      ...nameColumns(ask, t('common.address'), 'address'),
      { name: 'telephone', label: t('common.telephone'), control: short },
      removal(ask),
    ];
    const head = (_key: string, index: number) => String(index + 1);
    const rows = tableRows(
      ask,
      'outlets',
      ask.records.outlets.map(({ id }) => id),
      columns,
      { head },
    );
    return [
      {
        heading: t('settings.menu.outlets'),
        table: { head: t('settings.outlets.number'), columns: labels(columns), rows },
      },
    ];
  },
};

export const linksForm: SettingsForm<ReturnType<typeof editLinks.schema.parse>> = {
  edit: editLinks,
  frame: (ask) => ({
    heading: ask.page.t('settings.menu.links'),
    lede: ask.page.t('settings.links.text'),
    crumbs: [],
    tabs: [],
    ...openHere(ask, paths.admin.section('links')),
  }),
  sections: (ask) => {
    const { t } = ask.page;
    const columns: readonly Column[] = [
      ...nameColumns(ask, t('settings.links.label'), 'label'),
      { name: 'url', label: t('settings.links.url'), control: text },
    ];
    const rows = tableRows(
      ask,
      'links',
      ask.records.links.map(({ code }) => code),
      columns,
      { fixed: true },
    );
    return [
      {
        heading: t('settings.menu.links'),
        table: { head: t('settings.field.code'), columns: labels(columns), rows },
      },
    ];
  },
};

export const citiesForm: SettingsForm<ReturnType<typeof editCities.schema.parse>> = {
  edit: editCities,
  frame: ({ page: { t } }) => ({
    heading: t('settings.cities.title'),
    lede: t('settings.cities.text'),
    crumbs: [{ href: paths.admin.section('sites'), text: t('settings.menu.sites') }],
    tabs: [],
  }),
  sections: (ask) => {
    const { t } = ask.page;
    const columns: readonly Column[] = [
      newCode(ask),
      ...nameColumns(ask, t('settings.field.name')),
      removal(ask),
    ];
    const rows = tableRows(
      ask,
      'cities',
      ask.records.cities.map(({ code }) => code),
      columns,
    );
    return [
      {
        heading: t('settings.cities.title'),
        table: { head: t('settings.field.code'), columns: labels(columns), rows },
      },
    ];
  },
};

export const reasonsForm: SettingsForm<ReturnType<typeof editReasonTexts.schema.parse>> = {
  edit: editReasonTexts,
  frame: ({ page: { t } }) => ({
    heading: t('settings.reasons.title'),
    lede: t('settings.reasons.text'),
    crumbs: [{ href: paths.admin.section('closures'), text: t('settings.menu.closures') }],
    tabs: [],
  }),
  sections: (ask) => {
    const { t } = ask.page;
    const columns: readonly Column[] = [
      ...nameColumns(ask, t('settings.closures.reason'), 'text'),
      removal(ask),
    ];
    const stored = ask.records.reasonTexts.map(({ id }) => id);
    const head = (_key: string, index: number) => String(index + 1);
    return [
      {
        heading: t('settings.reasons.title'),
        table: {
          head: t('settings.outlets.number'),
          columns: labels(columns),
          rows: tableRows(ask, 'reasons', stored, columns, { head }),
        },
      },
    ];
  },
};

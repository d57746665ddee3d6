import { editSiteMaterials, ownLineKey } from '../../../actions/catalogue/edit-site-materials.ts';
import { rowKeys } from '../form/bilingual.ts';
import { choice } from '../form/form-section.ts';
import type { SettingsForm } from '../form/settings-form.ts';
import { lineCells, lineColumns } from '../services/line-cells.ts';
import { siteFrame } from './site-frame.ts';

/** What this office asks for beside what every office does. */
export const siteMaterialsForm: SettingsForm<ReturnType<typeof editSiteMaterials.schema.parse>> = {
  edit: editSiteMaterials,
  frame: (ask) => siteFrame(ask, 'materials'),
  sections: ({ records, subject, values, page: { t, locale } }) => {
    const { services, materials, serviceMaterials } = records;
    const own = serviceMaterials.filter(({ site }) => site === subject);
    const nameOf = (list: typeof materials | typeof services, wanted: string) =>
      list.find(({ code }) => code === wanted)?.name[locale] ?? wanted;
    const rows = rowKeys('lines', own.map(ownLineKey), values).map((key) => {
      const line = own.find((one) => ownLineKey(one) === key);
      const cells = lineCells(key, line !== undefined, t);
      return line === undefined
        ? { head: t('settings.form.new'), cells }
        : { head: nameOf(materials, line.material), note: nameOf(services, line.service), cells };
    });
    const oneOf = (list: typeof materials | typeof services) =>
      choice([
        { value: '', text: t('settings.form.none') },
        ...list.map(({ code, name }) => ({ value: code, text: name[locale] })),
      ]);
    const offered = services.filter(({ active }) => active);
    const at = (name: string) => `lines.new1.${name}`;
    return [
      {
        heading: t('settings.site.parts.materials'),
        text: t('settings.lines.ownText'),
        table: { head: t('settings.lines.material'), columns: lineColumns(t), rows },
      },
      {
        heading: t('settings.lines.add'),
        text: t('settings.lines.addOwn'),
        fields: [
          {
            name: at('service'),
            label: t('settings.lines.service'),
            control: oneOf(offered),
            optional: true,
          },
          {
            name: at('material'),
            label: t('settings.lines.material'),
            control: oneOf(materials),
            optional: true,
          },
        ],
      },
    ];
  },
};

import { materialForms } from '../../../actions/catalogue/edit-service-materials.ts';
import type { Translate } from '../../../locales/words.ts';
import { choice, type Field, flag, text } from '../form/form-section.ts';

/** The columns of a table of materials. */
export function lineColumns(t: Translate): readonly string[] {
  const note = t('settings.field.note');
  return [
    t('settings.lines.form'),
    t('common.sealed'),
    t('common.bring'),
    t('settings.form.inChinese', { label: note }),
    t('settings.form.inEnglish', { label: note }),
    t('settings.lines.active'),
    t('settings.form.remove'),
  ];
}

/** How a material is asked for, under these columns. Only what is there already can be removed. */
export function lineCells(key: string, known: boolean, t: Translate): readonly (Field | null)[] {
  const columns = lineColumns(t);
  const forms = choice(materialForms.map((form) => ({ value: form, text: t(`common.form.${form}`) })));
  const field = (name: string, column: number, control = text) => {
    return { name: `lines.${key}.${name}`, label: columns[column] ?? '', control };
  };
  return [
    field('form', 0, forms),
    field('sealed', 1, flag),
    field('bring', 2, flag),
    field('note.zh-CN', 3),
    field('note.en', 4),
    field('active', 5, flag),
    known ? field('remove', 6, flag) : null,
  ];
}

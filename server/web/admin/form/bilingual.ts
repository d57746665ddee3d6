import type { Translate } from '../../../locales/words.ts';
import type { FormValues } from '../../form/form-values.ts';
import { type Control, type Field, text } from './form-section.ts';

/** Two fields for a text in both languages. */
export function bilingual(
  name: string,
  label: string,
  t: Translate,
  { control = text, optional = false, hint }: { control?: Control; optional?: boolean; hint?: string } = {},
): readonly Field[] {
  const said = hint === undefined ? {} : { hint };
  return [
    { name: `${name}.zh-CN`, label: t('settings.form.inChinese', { label }), control, optional, ...said },
    { name: `${name}.en`, label: t('settings.form.inEnglish', { label }), control, optional },
  ];
}

/** The keys of the rows that a form shows: those that are stored, those that were typed, and an empty one more. */
export function rowKeys(
  prefix: string,
  stored: readonly string[],
  values: FormValues,
  spare = 1,
): readonly string[] {
  const fresh = Array.from({ length: spare }, (_, index) => `new${index + 1}`);
  const typed = [...values.keys()].flatMap((name) => {
    const [head, key] = name.split('.');
    return head === prefix && key !== undefined && /^new\d{1,2}$/.test(key) ? [key] : [];
  });
  return [...stored, ...new Set([...typed, ...fresh])];
}

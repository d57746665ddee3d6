import type { CatalogueRecords } from '../../../domain/catalogue/records.ts';
import type { PageContext } from '../../page-context.ts';
import type { Field } from '../form/form-section.ts';

/** Takes a reason from the list, for the field `reason` beside it; none: the list is empty. `at` names the inputs of the form. */
export function reasonChoice(
  { reasonTexts }: Pick<CatalogueRecords, 'reasonTexts'>,
  at: (name: string) => string,
  { t, locale }: PageContext,
): readonly Field[] {
  if (reasonTexts.length === 0) return [];
  const options = reasonTexts.map(({ id, text }) => ({ value: id, text: text[locale], words: text }));
  return [
    {
      name: at('template'),
      label: t('settings.reasons.choice'),
      hint: t('settings.reasons.choiceHint'),
      control: {
        kind: 'choice',
        options: [{ value: '', text: t('settings.reasons.own') }, ...options],
        fills: at('reason'),
      },
      optional: true,
    },
  ];
}

/** Fills the words in as they are chosen; without it they are filled in when the form is sent. */
export const reasonScripts = ['fill-words.js'];

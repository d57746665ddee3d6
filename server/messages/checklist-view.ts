import { checklistFor } from '../domain/catalogue/checklist.ts';
import type { ChecklistItem } from '../domain/catalogue/checklist-item.ts';
import type { Locale } from '../domain/catalogue/words.ts';
import { type Translate, words } from '../locales/words.ts';
import type { SpokenVisit } from './spoken-visit.ts';

export interface ChecklistView {
  readonly groups: readonly {
    readonly heading: string;
    readonly items: readonly {
      readonly name: string;
      readonly details: string;
      readonly note: string | null;
      /** ticked off by whoever prepares the visit */
      readonly ready: boolean;
    }[];
  }[];
  readonly advice: readonly string[];
}

/** What to bring to the visit, grouped by who provides it, as it is tailored by the answers. */
export function checklistView({ visit, catalogue, ticks }: SpokenVisit, locale: Locale): ChecklistView {
  const t = words(locale);
  const { groups, stops, advice } = checklistFor(catalogue, visit.site, visit.services, visit.answers);
  return {
    groups: groups.map(({ providedBy, items }) => ({
      heading: t(`mail.checklist.${providedBy}`),
      items: items.map((item) => ({
        name: item.name[locale],
        details: details(item, ticks.has(item.key), t, locale),
        note: item.note?.[locale] ?? null,
        ready: ticks.has(item.key),
      })),
    })),
    advice: [...stops, ...advice].map(({ words: said }) => said[locale]),
  };
}

/** The checklist as lines of plain text. */
export function checklistLines(view: ChecklistView): readonly string[] {
  return view.groups.flatMap(({ heading, items }) => [
    `${heading}`,
    ...items.map(
      ({ name, details: said, note, ready }) =>
        `  ${ready ? '[x]' : '[ ]'} ${[name, said, note].filter((part) => part !== null && part !== '').join(' · ')}`,
    ),
  ]);
}

function details(item: ChecklistItem, ready: boolean, t: Translate, locale: Locale): string {
  const { form, sealed, bring, quantity } = item;
  const said = [
    form === 'any' ? null : t(`mail.checklist.${form}`),
    sealed ? t('mail.checklist.sealed') : null,
    bring ? t('mail.checklist.bring') : null,
    quantity > 1 ? t('mail.checklist.pieces', { count: quantity }) : null,
    ready ? t('mail.checklist.ready') : null,
  ];
  return said.filter((part) => part !== null).join(locale === 'en' ? ', ' : '，');
}

import type { Checklist } from '../../domain/catalogue/checklist.ts';
import type { ChecklistItem } from '../../domain/catalogue/checklist-item.ts';
import type { PageContext } from '../page-context.ts';

export interface ChecklistMark {
  readonly kind: 'bring' | 'seal' | 'form';
  readonly text: string;
}

export interface ChecklistLine {
  readonly key: string;
  readonly name: string;
  /** above 1: so many are needed */
  readonly quantity: number;
  readonly marks: readonly ChecklistMark[];
  readonly note: string | null;
}

/** What `partials/checklist.ejs` shows: grouped by who provides it. */
export interface ChecklistView {
  readonly groups: readonly { readonly title: string; readonly items: readonly ChecklistLine[] }[];
  readonly count: number;
  /** keys of what is ready, where that is known */
  readonly ticks?: ReadonlySet<string>;
}

export function checklistView(checklist: Checklist, page: Pick<PageContext, 'locale' | 't'>): ChecklistView {
  const groups = checklist.groups.map((group) => ({
    title: page.t(`common.providedBy.${group.providedBy}`),
    items: group.items.map((item) => lineOf(item, page)),
  }));
  return { groups, count: groups.reduce((sum, group) => sum + group.items.length, 0) };
}

function lineOf(item: ChecklistItem, { locale, t }: Pick<PageContext, 'locale' | 't'>): ChecklistLine {
  const marks: ChecklistMark[] = [];
  if (item.bring) marks.push({ kind: 'bring', text: t('common.bring') });
  if (item.sealed) marks.push({ kind: 'seal', text: t('common.sealed') });
  if (item.form !== 'any') marks.push({ kind: 'form', text: t(`common.form.${item.form}`) });
  return {
    key: item.key,
    name: item.name[locale],
    quantity: item.quantity,
    marks,
    note: item.note?.[locale] ?? null,
  };
}

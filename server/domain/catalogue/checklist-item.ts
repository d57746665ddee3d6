import type { Material, MaterialForm, ProvidedBy, ServiceMaterial } from './service.ts';
import type { Words } from './words.ts';

/** One material of a visit's checklist. */
export interface ChecklistItem {
  /** stable, unique in the list: what a tick is stored under */
  readonly key: string;
  readonly material: string;
  readonly name: Words;
  readonly providedBy: ProvidedBy;
  readonly form: MaterialForm;
  readonly sealed: boolean;
  readonly bring: boolean;
  readonly quantity: number;
  readonly note: Words | null;
  /** codes of the services that need it */
  readonly services: readonly string[];
}

/** Loose to strict: a copy satisfies "original or copy", and an original satisfies everything. */
const strictness: readonly MaterialForm[] = ['any', 'original_or_copy', 'copy', 'original'];

export function stricterForm(left: MaterialForm, right: MaterialForm): MaterialForm {
  return strictness.indexOf(left) >= strictness.indexOf(right) ? left : right;
}

/** An item that nothing needs yet. */
export function newItem(material: Material): ChecklistItem {
  const { code, name, providedBy } = material;
  return {
    key: code,
    material: code,
    name,
    providedBy,
    form: 'any',
    sealed: false,
    bring: false,
    quantity: 0,
    note: null,
    services: [],
  };
}

function mergeNotes(left: Words | null, right: Words | null): Words | null {
  if (left === null || right === null) return left ?? right;
  if (left['zh-CN'].split('；').includes(right['zh-CN'])) return left;
  return { 'zh-CN': `${left['zh-CN']}；${right['zh-CN']}`, en: `${left.en}; ${right.en}` };
}

/** The item with one more line that asks for it. `cards`: how many the line needs; null: one serves the whole visit. */
export function addToItem(item: ChecklistItem, line: ServiceMaterial, cards: number | null): ChecklistItem {
  const counted = item.services.includes(line.service);
  return {
    ...item,
    form: stricterForm(item.form, line.form),
    sealed: item.sealed || line.sealed,
    bring: item.bring || line.bring,
    quantity: cards === null ? 1 : counted ? item.quantity : item.quantity + cards,
    note: mergeNotes(item.note, line.note),
    services: counted ? item.services : [...item.services, line.service],
  };
}

import type { Locale } from '../../domain/catalogue/words.ts';
import type { Sorting } from './sorting.ts';

/** Sorted by what `orderOf` says of each, in the order of the language; without a sorting as they are. */
export function sortedBy<Item>(
  items: readonly Item[],
  sorting: Sorting | null,
  orderOf: (item: Item) => number | string,
  locale: Locale,
): readonly Item[] {
  if (sorting === null) return items;
  const collator = new Intl.Collator(locale, { numeric: true });
  const turn = sorting.falling ? -1 : 1;
  return [...items].sort((a, b) => {
    const [left, right] = [orderOf(a), orderOf(b)];
    const order =
      typeof left === 'number' && typeof right === 'number'
        ? left - right
        : collator.compare(String(left), String(right));
    return order * turn;
  });
}

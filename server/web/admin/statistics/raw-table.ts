import type { Catalogue } from '../../../domain/catalogue/catalogue.ts';
import type { Site } from '../../../domain/catalogue/site.ts';
import type { PageContext } from '../../page-context.ts';
import type { Collected } from './collect-statistics.ts';
import type { Numbers } from './numbers-sum.ts';
import type { Grouping, Period } from './period.ts';

/** What the figures are held against. */
export interface Compared {
  /** the same offices in the period before; null: too many to be read twice */
  readonly before: { readonly period: Period; readonly numbers: Numbers } | null;
  /** the other offices that the reader may see, together, in the same period; null: there are none */
  readonly others: Numbers | null;
}

export interface TableAsk {
  readonly collected: Collected;
  readonly compared: Compared;
  readonly sites: readonly Site[];
  readonly catalogue: Catalogue;
  readonly page: Pick<PageContext, 't' | 'locale'>;
  readonly grouping: Grouping;
  /** local date; what is later and empty is left out */
  readonly today: string;
}

export type Column = keyof typeof import('../../../locales/zh-CN/statistics.json')['column'];

/** A table before its columns are named. */
export interface RawTable {
  readonly columns: readonly Column[];
  /** the first cell of a row is what it is about */
  readonly rows: readonly (readonly (string | number | null)[])[];
}

import type { Words } from '../../../domain/catalogue/words.ts';

/** How one value of a settings form is entered. The names of fields are the dotted paths of what they fill. */
export type Control =
  | { readonly kind: 'text'; readonly size?: 'short' | 'tiny' | 'wide' }
  | { readonly kind: 'long'; readonly rows?: number }
  | { readonly kind: 'number' }
  | { readonly kind: 'time' }
  | { readonly kind: 'date' }
  /** is written and never shown again */
  | { readonly kind: 'secret' }
  | { readonly kind: 'flag' }
  /** `fills`: the field in both languages that takes the words of what is chosen */
  | { readonly kind: 'choice'; readonly options: readonly Option[]; readonly fills?: string }
  /** each with its hint; for few of them */
  | { readonly kind: 'radios'; readonly options: readonly Option[] }
  | { readonly kind: 'choices'; readonly options: readonly Option[] };

export interface Option {
  readonly value: string;
  readonly text: string;
  readonly hint?: string;
  readonly words?: Words;
}

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly control: Control;
  readonly hint?: string;
  readonly optional?: boolean;
}

/** A row of a table of fields. */
export interface FieldRow {
  readonly head: string;
  readonly note?: string;
  /** in the order of the columns; null: nothing to enter here */
  readonly cells: readonly (Field | null)[];
}

/** A part of a form under one heading: fields below each other, or a table of fields. */
export interface FormSection {
  readonly heading: string;
  readonly text?: string;
  /** what to do first, where there is nothing to fill in yet */
  readonly first?: { readonly href: string; readonly text: string } | null;
  readonly fields?: readonly Field[];
  readonly table?: {
    readonly head: string;
    readonly columns: readonly string[];
    readonly rows: readonly FieldRow[];
  };
  readonly preview?: SectionPreview;
}

/** Where a form stands: its heading, the way to it, and its neighbours. */
export interface FormFrame {
  readonly heading: string;
  readonly crumbs: readonly { readonly href: string; readonly text: string }[];
  readonly tabs: readonly {
    readonly href: string;
    readonly text: string;
    readonly current: boolean;
    /** how many wait there for somebody */
    readonly badge?: { readonly count: number; readonly said: string };
  }[];
  readonly lede?: string;
  /** what of it the public is told to be unverified, and where that is confirmed */
  readonly open?: { readonly text: string; readonly link: string; readonly href: string };
}

/** A frame that shows what two of the fields of its section make. */
export interface SectionPreview {
  readonly title: string;
  /** answers with what stands in the query */
  readonly address: string;
  /** the address with what is in the fields now */
  readonly source: string;
  /** names of the fields */
  readonly subject: string;
  readonly opening: string;
}

export const text: Control = { kind: 'text' };
export const short: Control = { kind: 'text', size: 'short' };
export const wide: Control = { kind: 'text', size: 'wide' };
export const tiny: Control = { kind: 'text', size: 'tiny' };
export const long: Control = { kind: 'long' };
export const number: Control = { kind: 'number' };
export const time: Control = { kind: 'time' };
export const date: Control = { kind: 'date' };
export const secret: Control = { kind: 'secret' };
export const flag: Control = { kind: 'flag' };

export function choice(options: readonly Option[]): Control {
  return { kind: 'choice', options };
}

export function choices(options: readonly Option[]): Control {
  return { kind: 'choices', options };
}

export function radios(options: readonly Option[]): Control {
  return { kind: 'radios', options };
}

import type { Locale } from '../catalogue/words.ts';
import type { MessageTemplate } from './message.ts';
import { namesOfEveryVisit } from './spoken-names.ts';

/** The office's own words in the mail of one template and language; null: the built-in words. */
export interface MessageText {
  readonly template: MessageTemplate;
  readonly locale: Locale;
  readonly subject: string | null;
  /** a paragraph a line */
  readonly opening: string | null;
}

type Extra =
  | 'from'
  | 'material'
  | 'number'
  | 'ahead'
  | 'counter'
  | 'alarm'
  | 'since'
  | 'deadline'
  | 'times'
  | 'first'
  | 'last'
  | 'expires'
  | 'days'
  | 'code'
  | 'lines'
  | 'head'
  | 'account'
  | 'device'
  | 'origin'
  | 'reason';
export type MessageParameter = (typeof namesOfEveryVisit)[number] | Extra;

const extras: Readonly<Partial<Record<MessageTemplate, readonly Extra[]>>> = {
  moved: ['from'],
  changed: ['from'],
  moved_by_office: ['from'],
  released: ['reason'],
  document_returned: ['material'],
  document_accepted: ['material'],
  three_ahead: ['number', 'ahead'],
  called: ['number', 'counter'],
  day_ended: ['number'],
  day_goes_on: ['number'],
  ticket_void: ['number'],
  ticket_back: ['number'],
  floor_alarm: ['alarm', 'since'],
  staffing_short: ['alarm'],
  audit_head: ['lines', 'head'],
  new_device: ['account', 'device', 'origin'],
  new_passkey: ['account', 'device', 'origin'],
  wait_joined: ['first', 'last'],
  wait_aside: ['first', 'last', 'reason'],
  place_offered: ['deadline'],
  times_offered: ['deadline', 'times'],
  offer_withdrawn: ['first', 'last'],
  wait_ended: ['first', 'last'],
  certificate_confirm: ['expires'],
  certificate_expiry: ['expires', 'days'],
  contact_code: ['code'],
};

/** The names that may stand in braces in the texts of a template. */
export function parametersOf(template: MessageTemplate): readonly MessageParameter[] {
  return [...namesOfEveryVisit, ...(extras[template] ?? [])];
}

export type TextProblem =
  | { readonly code: 'unbalanced_braces' }
  | { readonly code: 'unknown_parameter'; readonly name: string };

const inBraces = /\{([^{}]*)\}/g;

/** The first thing that is wrong with the braces of a text; null: nothing. */
export function textProblem(text: string, template: MessageTemplate): TextProblem | null {
  if (/[{}]/.test(text.replace(inBraces, ''))) return { code: 'unbalanced_braces' };
  const known: readonly string[] = parametersOf(template);
  for (const [, name = ''] of text.matchAll(inBraces)) {
    if (!known.includes(name)) return { code: 'unknown_parameter', name };
  }
  return null;
}

/** Puts the parameters in; what has no value stays as it is written. */
export function filledText(text: string, said: Readonly<Record<string, string>>): string {
  return text.replace(inBraces, (whole, name: string) =>
    Object.hasOwn(said, name) ? (said[name] ?? whole) : whole,
  );
}

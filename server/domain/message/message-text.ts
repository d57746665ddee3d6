import type { Locale } from '../catalogue/words.ts';
import { type MessageTemplate, messageTemplates } from './message.ts';
import { namesOfEveryVisit } from './spoken-names.ts';

/** The office's own words in the mail of one template and language; null: the built-in words. */
export interface MessageText {
  readonly template: MessageTemplate;
  readonly locale: Locale;
  readonly subject: string | null;
  /** a paragraph a line */
  readonly opening: string | null;
}

/** An office's own words; null: the organisation's. The kind of mail and the language are those of `MessageText`. */
export type SiteText = MessageText;

/** The words of a mail: the office's before the organisation's, each of the two for itself; null: the built-in ones. */
export function chosenWords(
  { template, locale }: Pick<MessageText, 'template' | 'locale'>,
  office: readonly SiteText[],
  organisation: readonly MessageText[],
): Pick<MessageText, 'subject' | 'opening'> {
  const among = (texts: readonly MessageText[]) =>
    texts.find((one) => one.template === template && one.locale === locale);
  const [own, general] = [among(office), among(organisation)];
  return {
    subject: own?.subject ?? general?.subject ?? null,
    opening: own?.opening ?? general?.opening ?? null,
  };
}

/** Kinds that say something of the organisation, or of somebody's own account or certificate, and of no office. */
const ofNoOffice: ReadonlySet<MessageTemplate> = new Set([
  'audit_head',
  'new_device',
  'new_passkey',
  'report',
  'certificate_confirm',
  'certificate_expiry',
]);

export const officeTemplates: readonly MessageTemplate[] = messageTemplates.filter(
  (template) => !ofNoOffice.has(template),
);

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
  report: ['first', 'last'],
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

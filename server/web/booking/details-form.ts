import { z } from 'zod';
import type { ContactDetails, EnterpriseDetails, SecondRecipient } from '../../domain/booking/booking.ts';
import { parseCreditCode } from '../../domain/enterprise/credit-code.ts';
import { parseCustomsCode } from '../../domain/enterprise/customs-code.ts';
import { parseEnterpriseName } from '../../domain/enterprise/enterprise-name.ts';
import { toHalfWidth } from '../../domain/enterprise/half-width.ts';
import { parseLandline } from '../../domain/enterprise/landline.ts';
import { parseMobileNumber } from '../../domain/enterprise/mobile-number.ts';
import type { Parsed } from '../../domain/enterprise/parsed.ts';
import { parsePersonName } from '../../domain/enterprise/person-name.ts';
import type { Translate } from '../../locales/words.ts';
import { creditCodeProblem, customsCodeProblem, mobileProblem, nameProblem } from './field-problems.ts';

export const contactFields = ['name', 'mobile', 'email', 'telephone'] as const;
export const detailFields = ['enterprise', 'creditCode', 'customsCode', ...contactFields, 'consent'] as const;
export type DetailField = (typeof detailFields)[number];
/** As typed, field by field; what was not sent is empty. */
/** Those that are lines of text. */
export type TextDetail = Exclude<DetailField, 'consent'>;
export type TypedDetails = Readonly<Record<DetailField, string>>;
export type FieldErrors = Partial<Record<DetailField, string>>;

const text = z.preprocess(
  (value) => (Array.isArray(value) ? value[0] : value),
  z.string().max(5000).catch(''),
);
const form = z.object({
  enterprise: text,
  creditCode: text,
  customsCode: text,
  name: text,
  mobile: text,
  email: text,
  telephone: text,
  consent: text,
});

export function typedDetails(body: unknown): TypedDetails {
  return form.parse(typeof body === 'object' && body !== null ? body : {});
}

export interface ReadContact {
  readonly contact: ContactDetails;
  readonly errors: FieldErrors;
}

export interface ReadDetails extends ReadContact {
  readonly enterprise: EnterpriseDetails;
}

/** One field after another, with the sentence for what is wrong with it; values that are wrong are empty. */
class Reader {
  readonly errors: FieldErrors = {};

  read<Problem>(field: DetailField, parsed: Parsed<Problem>, sentence: (problem: Problem) => string): string {
    if (parsed.ok) return parsed.value;
    this.errors[field] = sentence(parsed.problem);
    return '';
  }

  optional<Problem>(
    field: DetailField,
    typed: string,
    parse: (input: string) => Parsed<Problem>,
    sentence: (problem: Problem) => string,
  ): string | null {
    return typed.trim() === '' ? null : this.read(field, parse(typed), sentence);
  }
}

function readContactWith(reader: Reader, typed: TypedDetails, t: Translate): ContactDetails {
  return {
    name: reader.read('name', parsePersonName(typed.name), (problem) => nameProblem('person', problem, t)),
    mobile: reader.read('mobile', parseMobileNumber(typed.mobile), (problem) => mobileProblem(problem, t)),
    email: reader.optional('email', typed.email, parseEmail, () => t('book.problem.email')),
    telephone: reader.optional('telephone', typed.telephone, parseLandline, ({ kind }) =>
      t(`book.problem.telephone.${kind}`),
    ),
  };
}

/** Reads whom to reach, with a sentence at every field that is wrong. */
export function readContact(typed: TypedDetails, t: Translate): ReadContact {
  const reader = new Reader();
  return { contact: readContactWith(reader, typed, t), errors: reader.errors };
}

/** Reads the whole form, with a sentence at every field that is wrong. `consent`: the version of the privacy notice that must be agreed to. */
export function readDetails(typed: TypedDetails, consent: string, t: Translate): ReadDetails {
  const reader = new Reader();
  const enterprise = {
    name: reader.read('enterprise', parseEnterpriseName(typed.enterprise), (problem) =>
      nameProblem('enterprise', problem, t),
    ),
    creditCode: reader.read('creditCode', parseCreditCode(typed.creditCode), (problem) =>
      creditCodeProblem(problem, t),
    ),
    customsCode: reader.optional('customsCode', typed.customsCode, parseCustomsCode, (problem) =>
      customsCodeProblem(problem, t),
    ),
  };
  const contact = readContactWith(reader, typed, t);
  if (typed.consent !== consent) reader.errors.consent = t('refusal.consent_required');
  return { enterprise, contact, errors: reader.errors };
}

function parseEmail(input: string): Parsed<'email'> {
  const read = z.email().max(254).safeParse(toHalfWidth(input).trim());
  return read.success ? { ok: true, value: read.data } : { ok: false, problem: 'email' };
}

export function hasErrors(errors: FieldErrors): boolean {
  return Object.keys(errors).length > 0;
}

interface ReadSecond {
  /** null: nobody */
  readonly second: SecondRecipient | null;
  readonly errors: readonly { readonly field: 'email' | 'mobile' | 'agreed'; readonly message: string }[];
}

/** Reads whom else to tell, by mail or mobile or both, who has to have agreed to it. */
export function readSecond(
  typed: Readonly<Record<'email' | 'mobile', string>>,
  agreed: boolean,
  t: Translate,
): ReadSecond {
  const reader = new Reader();
  const email = reader.optional('email', typed.email, parseEmail, () => t('book.problem.email'));
  const mobile = reader.optional('mobile', typed.mobile, parseMobileNumber, (problem) =>
    mobileProblem(problem, t),
  );
  const { errors: wrong } = reader;
  const errors = (['email', 'mobile'] as const).flatMap((field) =>
    wrong[field] === undefined ? [] : [{ field, message: wrong[field] }],
  );
  const nobody = typed.email.trim() === '' && typed.mobile.trim() === '';
  const unasked =
    nobody || agreed ? [] : [{ field: 'agreed' as const, message: t('manage.messages.unasked') }];
  return { second: nobody ? null : { email, mobile }, errors: [...errors, ...unasked] };
}

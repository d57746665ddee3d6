import type { Request } from 'express';
import { z } from 'zod';
import { type LeftDate, leaveDate } from '../../actions/certificate/leave-date.ts';
import { zoneOf } from '../../actions/certificate/zone-of.ts';
import type { System } from '../../actions/system.ts';
import { addDays, localDate } from '../../domain/calendar/local-time.ts';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import { nextStage } from '../../domain/certificate/stages.ts';
import { toHalfWidth } from '../../domain/enterprise/half-width.ts';
import { accept, refuse } from '../../domain/outcome.ts';
import { consentVersion } from '../../domain/privacy/privacy-notice.ts';
import type { StaffActor } from '../../domain/staff/actor.ts';
import { makeLimit } from '../booking/limit-forms.ts';
import { oncePerSystem } from '../declared-page.ts';
import type { FormResult, FormState } from '../form/form-page.ts';
import type { FieldMessage, TextField } from '../form-field.ts';
import type { PageContext } from '../page-context.ts';
import { paths } from '../paths.ts';
import { addressOf } from '../request/actor-of.ts';
import { dateIn } from '../request/asked.ts';
import { callerOf } from '../request/network-of.ts';

export interface CertificateFormView {
  readonly heading: string;
  readonly lede: string;
  readonly action: string;
  readonly fields: readonly TextField[];
  readonly consent: {
    readonly version: string;
    readonly given: boolean;
    readonly text: string;
    readonly error: string | null;
  };
  readonly errors: readonly FieldMessage[];
  /** the date was taken, and the address was asked */
  readonly done: boolean;
  readonly back: string;
}

/** Where the date is left, and with what. */
export interface Leaving {
  readonly system: System;
  readonly request: Request;
  readonly catalogue: Catalogue;
  readonly page: PageContext;
  readonly left: Pick<LeftDate, 'site' | 'booking' | 'source'>;
  /** as the fields open */
  readonly known: { readonly email: string; readonly enterprise: string };
  readonly staff: StaffActor | null;
  readonly action: string;
  readonly back: string;
}

const furthest = 6 * 366;
const text = z.string().max(300).catch('');

export const certificateSchema = z.object({
  expires: text,
  email: text,
  enterprise: text,
  consent: text,
});
type Typed = z.infer<typeof certificateSchema>;

const limitsOf = oncePerSystem((system: System) => ({
  byAddress: makeLimit(system, { name: 'certificate-by-address', points: 10, seconds: 60 * 60 }),
}));

/** Takes the date, or says at each field what is wrong with it. */
export async function takeDate(leaving: Leaving, typed: Typed): Promise<FormResult<never>> {
  const { system, request, catalogue, page, left, staff } = leaving;
  const email = z.email().max(254).safeParse(toHalfWidth(typed.email).trim());
  const expiresOn = dateIn(
    toHalfWidth(typed.expires)
      .trim()
      .replaceAll(/[/.年月]/g, '-')
      .replace('日', ''),
  );
  const enterprise = typed.enterprise.trim();
  const wrong = [
    dateProblem(expiresOn, localDate(page.now, zoneOf(catalogue, left.site)), page),
    email.success
      ? null
      : {
          field: 'email',
          message: page.t(typed.email.trim() === '' ? 'book.problem.emailMissing' : 'book.problem.email'),
        },
    enterprise.length > 100
      ? { field: 'enterprise', message: page.t('settings.problem.too_long', { max: 100 }) }
      : null,
    typed.consent === consentVersion(catalogue)
      ? null
      : { field: 'consent', message: page.t('certificate.consentMissing') },
  ].filter((one) => one !== null);
  if (wrong.length > 0 || !email.success || expiresOn === null) return { again: 422, errors: wrong };
  if (staff === null && !(await limitsOf(system).byAddress(callerOf(addressOf(request)))))
    return refuse('too_many_requests');
  const { locale } = page;
  await leaveDate(
    system,
    { ...left, email: email.data, enterprise, expiresOn, locale, consentVersion: typed.consent },
    staff,
  );
  return accept(`${leaving.action}?done=1`);
}

function dateProblem(expiresOn: string | null, today: string, { t }: PageContext): FieldMessage | null {
  const field = 'expires';
  if (expiresOn === null) return { field, message: t('certificate.dateWrong') };
  if (expiresOn < today) return { field, message: t('certificate.dateOver') };
  if (nextStage(expiresOn, today) === null) return { field, message: t('certificate.dateSoon') };
  return expiresOn > addDays(today, furthest) ? { field, message: t('certificate.dateFar') } : null;
}

export function certificateFormView(
  { catalogue, page, known, staff, action, back }: Leaving,
  { typed, errors, done }: FormState,
): CertificateFormView {
  const { t } = page;
  const value = (name: string, stored = '') => String(typed?.get(name) ?? stored);
  const errorAt = (name: string) => errors.find(({ field }) => field === name)?.message ?? null;
  const version = consentVersion(catalogue);
  const field = (name: 'expires' | 'email' | 'enterprise', more: Partial<TextField>): TextField => ({
    name,
    label: t(`certificate.${name}`),
    error: errorAt(name),
    ...more,
  });
  return {
    heading: t('certificate.title'),
    lede: t(staff === null ? 'certificate.lede' : 'certificate.ledeOffice'),
    action,
    fields: [
      field('expires', {
        type: 'date',
        kind: 'short',
        hint: t('certificate.expiresHint'),
        value: value('expires'),
      }),
      field('email', {
        type: 'email',
        inputmode: 'email',
        autocomplete: staff === null ? 'email' : 'off',
        hint: t('certificate.emailHint'),
        value: value('email', known.email),
      }),
      field('enterprise', {
        optional: true,
        autocomplete: staff === null ? 'organization' : 'off',
        maxlength: 100,
        hint: t('certificate.enterpriseHint'),
        value: value('enterprise', known.enterprise),
      }),
    ],
    consent: {
      version,
      given: value('consent') === version,
      text: t(staff === null ? 'certificate.consent' : 'certificate.consentOffice'),
      error: errorAt('consent'),
    },
    errors,
    done: done !== null,
    back,
  };
}

/** Of the page on which anybody can leave a date. */
export const leavePath = paths.certificate.leave();

import type { Request, Response } from 'express';
import { z } from 'zod';
import { enrolSecondFactor } from '../../actions/staff/enrol-second-factor.ts';
import { showPasswordAgain } from '../../actions/staff/show-password-again.ts';
import { newTotpSecret, openTotp, sealTotp, totpUri } from '../../actions/staff/totp.ts';
import type { System } from '../../actions/system.ts';
import { accept } from '../../domain/outcome.ts';
import { staffById } from '../../store/staff/staff-query.ts';
import type { DeclaredPage } from '../declared-page.ts';
import { type FormResult, formPage } from '../form/form-page.ts';
import { qrCode } from '../kiosk/qr-code.ts';
import { beginSession, requiredStepPath, type SignedIn, signedInAs } from '../middleware/staff-session.ts';
import { paths } from '../paths.ts';
import { refusalText } from '../refusal-text.ts';
import { type Page, renderPage } from '../render-page.ts';
import type { SafeHtml } from '../safe-html.ts';
import type { FieldErrors } from './field-errors.ts';
import { homeOf } from './home-of.ts';

export interface EnrolmentView {
  readonly forced: boolean;
  /** there is one already, which this one will replace */
  readonly replaces: boolean;
  readonly qr: SafeHtml;
  /** in groups of four, to be typed */
  readonly secret: string;
  readonly errors: FieldErrors;
}

const enrolmentPage: Page<EnrolmentView> = {
  template: 'staff/enrolment',
  layout: 'focus',
  title: (_view, { t }) => t('common.titleEnd', { title: t('staff.enrolment.title') }),
};

export interface CodesView {
  readonly codes: readonly string[];
  readonly next: string;
}

/** Recovery codes, shown once. */
export const codesPage: Page<CodesView> = {
  template: 'staff/recovery-codes',
  layout: 'focus',
  title: (_view, { t }) => t('common.titleEnd', { title: t('staff.codes.title') }),
};

const form = z.object({ code: z.string().max(40), password: z.string().max(400) });

interface Enrolling {
  readonly system: System;
  readonly request: Request;
  readonly response: Response;
  readonly found: SignedIn;
  readonly secret: string;
}

/** Whoever is signed in and has a password of their own; others are sent where they must go first. Opening the page offers a new secret. */
function open(system: System, request: Request, response: Response): Enrolling | null {
  const found = signedInAs(request);
  const { offered } = request.session;
  const fresh = request.method === 'POST' ? null : newTotpSecret();
  const secret = fresh ?? (offered === undefined ? null : openTotp(system, offered));
  if (found === null) response.redirect(303, paths.staff.signIn());
  else if (found.requiredStep === 'password') response.redirect(303, requiredStepPath('password'));
  else if (secret === null) response.redirect(303, paths.staff.enrolment());
  else {
    if (fresh !== null) request.session.offered = sealTotp(system, fresh);
    return { system, request, response, found, secret };
  }
  return null;
}

async function enrol(place: Enrolling, { code, password }: z.infer<typeof form>): Promise<FormResult<never>> {
  const { system, request, response, found, secret } = place;
  const { id: staff } = found.member;
  // whoever sat down at somebody else's browser would lock them out otherwise
  const again = await showPasswordAgain(system, found.member, password);
  if (!again.ok) return again;
  const by = { staff: found.member, actor: found.member };
  const answer = await enrolSecondFactor(system, by, { secret, code });
  if (!answer.ok) return answer;
  const now = await staffById(system.database.writer, staff);
  const wanted = request.session.next ?? homeOf(found.member);
  await beginSession(request, { staff, revision: now?.revision ?? 0, now: system.clock.now() });
  const next = found.requiredStep === null ? paths.staff.account() : wanted;
  renderPage(response, codesPage, { codes: answer.value.codes, next });
  return accept(null);
}

/** A second factor of one's own, set or replaced. */
export const enrolmentPages: readonly DeclaredPage<System>[] = [
  formPage({
    path: paths.staff.enrolment(),
    audience: 'signed_in',
    bothLanguages: true,
    page: enrolmentPage,
    open,
    schema: form,
    act: enrol,
    fieldOf: { default: 'code', sign_in_failed: 'password', locked_out: 'password' },
    say: (refusal, t) => {
      if (refusal.code === 'sign_in_failed') return t('staff.password.wrong');
      return refusal.code === 'invalid_input' ? t('refusal.second_factor_failed') : refusalText(refusal, t);
    },
    view: async ({ found: { member, requiredStep, hasSecondFactor }, secret }, { errors }) => ({
      forced: requiredStep === 'second_factor',
      replaces: hasSecondFactor,
      qr: await qrCode(totpUri(secret, member.username)),
      secret: secret.match(/.{1,4}/g)?.join(' ') ?? secret,
      errors,
    }),
  }),
];

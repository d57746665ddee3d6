import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { enrolSecondFactor } from '../../actions/staff/enrol-second-factor.ts';
import { newTotpSecret, openTotp, sealTotp, totpUri } from '../../actions/staff/totp.ts';
import type { System } from '../../actions/system.ts';
import { staffById } from '../../store/staff/staff-query.ts';
import type { DeclaredPage } from '../declared-page.ts';
import { qrCode } from '../kiosk/qr-code.ts';
import { beginSession, requiredStepPath, type SignedIn, signedInAs } from '../middleware/staff-session.ts';
import { pageContext } from '../page-context.ts';
import { paths } from '../paths.ts';
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

const form = z.object({ code: z.string().max(40) });

function offer(system: System): RequestHandler {
  return async (request, response) => {
    const found = mayEnrol(request, response);
    if (found === null) return;
    const secret = newTotpSecret();
    request.session.offered = sealTotp(system, secret);
    await show(response, found, secret, []);
  };
}

function submit(system: System): RequestHandler {
  return async (request, response) => {
    const found = mayEnrol(request, response);
    if (found === null) return;
    const { offered } = request.session;
    const secret = offered === undefined ? null : openTotp(system, offered);
    if (secret === null) return response.redirect(303, paths.staff.enrolment());
    const { t } = pageContext(request);
    const code = form.safeParse(request.body ?? {}).data?.code ?? '';
    const { id: staff } = found.member;
    const by = { staff: found.member, actor: found.member };
    const answer = await enrolSecondFactor(system, by, { secret, code });
    if (!answer.ok) {
      response.status(422);
      const message = t(`refusal.${answer.code}`, answer.details);
      await show(response, found, secret, [{ field: 'code', message }]);
      return;
    }
    const now = await staffById(system.database.writer, staff);
    await beginSession(request, { staff, revision: now?.revision ?? 0, now: system.clock.now() });
    const next = found.requiredStep === null ? paths.staff.account() : homeOf(found.member);
    renderPage(response, codesPage, { codes: answer.value.codes, next });
  };
}

/** Whoever is signed in and has a password of their own; others are sent where they must go first. */
function mayEnrol(request: Request, response: Response): SignedIn | null {
  const found = signedInAs(request);
  if (found === null) response.redirect(303, paths.staff.signIn());
  else if (found.requiredStep === 'password') response.redirect(303, requiredStepPath('password'));
  else return found;
  return null;
}

async function show(
  response: Response,
  { member, requiredStep, hasSecondFactor }: SignedIn,
  secret: string,
  errors: FieldErrors,
): Promise<void> {
  renderPage(response, enrolmentPage, {
    forced: requiredStep === 'second_factor',
    replaces: hasSecondFactor,
    qr: await qrCode(totpUri(secret, member.username)),
    secret: secret.match(/.{1,4}/g)?.join(' ') ?? secret,
    errors,
  });
}

/** A second factor of one's own, set or replaced. */
export const enrolmentPages: readonly DeclaredPage<System>[] = [
  { path: paths.staff.enrolment(), audience: 'signed_in', get: offer, post: submit, bothLanguages: true },
];

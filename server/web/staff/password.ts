import type { RequestHandler } from 'express';
import { z } from 'zod';
import { changePassword } from '../../actions/staff/change-password.ts';
import type { System } from '../../actions/system.ts';
import type { Refusal } from '../../domain/outcome.ts';
import { shortestPassword } from '../../domain/staff/password-rules.ts';
import { isWordKey, type Translate } from '../../locales/words.ts';
import { staffById } from '../../store/staff/staff-query.ts';
import type { DeclaredPage } from '../declared-page.ts';
import { beginSession, signedInAs } from '../middleware/staff-session.ts';
import { pageContext } from '../page-context.ts';
import { paths } from '../paths.ts';
import { type Page, renderPage } from '../render-page.ts';
import type { FieldErrors } from './field-errors.ts';
import { homeOf } from './home-of.ts';
import { addressOf } from './own-path.ts';

export interface PasswordView {
  readonly forced: boolean;
  readonly shortest: number;
  readonly errors: FieldErrors;
}

const page: Page<PasswordView> = {
  template: 'staff/password',
  layout: 'focus',
  title: (_view, { t }) => t('common.titleEnd', { title: t('staff.password.title') }),
};

const typed = z.string().max(400);
const form = z.object({ old: typed, wanted: typed, again: typed });

const show = (): RequestHandler => (request, response) => {
  renderPage(response, page, {
    forced: signedInAs(request)?.requiredStep === 'password',
    shortest: shortestPassword,
    errors: [],
  });
};

function submit(system: System): RequestHandler {
  return async (request, response) => {
    const found = signedInAs(request);
    if (found === null) return response.redirect(303, paths.staff.signIn());
    const staff = found.member;
    const forced = found.requiredStep === 'password';
    const { t } = pageContext(request);
    const read = form.safeParse(request.body ?? {});
    const again = (field: string, message: string): void => {
      response.status(422);
      renderPage(response, page, { forced, shortest: shortestPassword, errors: [{ field, message }] });
    };
    if (!read.success) return again('wanted', t('refusal.invalid_input'));
    const { old, wanted, again: repeated } = read.data;
    if (wanted !== repeated) return again('again', t('staff.password.differ'));
    const answer = await changePassword(system, staff, { old, wanted, address: addressOf(request) });
    if (!answer.ok && answer.code === 'sign_in_failed') return again('old', t('staff.password.wrong'));
    if (!answer.ok) return again('wanted', whyNot(answer, t));
    const now = await staffById(system.database.writer, staff.id);
    await beginSession(request, {
      staff: staff.id,
      revision: now?.revision ?? 0,
      now: system.clock.now(),
    });
    response.redirect(303, forced ? homeOf(staff) : `${paths.staff.account()}?done=password`);
  };
}

function whyNot({ code, details }: Refusal, t: Translate): string {
  const key = `staff.password.why.${String(details?.['why'])}`;
  return isWordKey(key) ? t(key, { shortest: shortestPassword }) : t(`refusal.${code}`, details);
}

/** A password of one's own. */
export const passwordPages: readonly DeclaredPage<System>[] = [
  { path: paths.staff.password(), audience: 'signed_in', get: show, post: submit },
];

import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { type KnownPassword, signIn } from '../../actions/staff/sign-in.ts';
import type { System } from '../../actions/system.ts';
import { staffById } from '../../store/staff/staff-query.ts';
import type { DeclaredPage } from '../declared-page.ts';
import { beginSession, endSession } from '../middleware/staff-session.ts';
import { pageContext } from '../page-context.ts';
import { paths, withQuery } from '../paths.ts';
import { type Page, renderPage } from '../render-page.ts';
import { homeOf } from './home-of.ts';
import { addressOf, ownPath } from './own-path.ts';

export interface SignInView {
  readonly username: string;
  readonly next: string;
  readonly error: string | null;
}

const signInPage: Page<SignInView> = {
  template: 'staff/sign-in',
  layout: 'focus',
  title: (_view, { t }) => t('common.titleEnd', { title: t('staff.signIn.title') }),
};

const signInForm = z.object({
  username: z.string().max(60),
  password: z.string().max(400),
  next: z.string().max(500).catch(''),
});

function submitSignIn(system: System): RequestHandler {
  return async (request, response) => {
    const { t } = pageContext(request);
    const form = signInForm.safeParse(request.body ?? {});
    const again = (error: string): void => {
      response.status(422);
      renderPage(response, signInPage, {
        username: form.data?.username ?? '',
        next: ownPath(form.data?.next),
        error,
      });
    };
    if (!form.success) return again(t('refusal.sign_in_failed'));
    const { username, password, next } = form.data;
    const answer = await signIn(system, { username, password, address: addressOf(request) });
    if (!answer.ok) return again(t(`refusal.${answer.code}`, answer.details));
    await letIn(system, request, response, answer.value, ownPath(next));
  };
}

async function letIn(
  system: System,
  request: Request,
  response: Response,
  staff: KnownPassword,
  next: string,
): Promise<void> {
  const found = await staffById(system.database.writer, staff.id);
  const halfway = staff.hasSecondFactor;
  const now = system.clock.now();
  await beginSession(request, { staff: staff.id, revision: found?.revision ?? 0, halfway, now });
  if (halfway) response.redirect(303, withQuery(paths.staff.secondFactor(), { next: next || undefined }));
  else response.redirect(303, staff.mustChangePassword ? paths.staff.password() : next || homeOf(staff));
}

const showSignIn = (): RequestHandler => (request, response) => {
  renderPage(response, signInPage, { username: '', next: ownPath(request.query['next']), error: null });
};

const signOut = (): RequestHandler => async (request, response) => {
  await endSession(request);
  response.redirect(303, paths.staff.signIn());
};

/** Signing in and out. */
export const signInPages: readonly DeclaredPage<System>[] = [
  { path: paths.staff.signIn(), audience: 'everybody', get: showSignIn, post: submitSignIn },
  { path: paths.staff.signOut(), audience: 'everybody', post: signOut },
];

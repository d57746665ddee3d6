import { type Request, type RequestHandler, Router } from 'express';
import { z } from 'zod';
import { changePassword } from '../../actions/staff/change-password.ts';
import { signIn } from '../../actions/staff/sign-in.ts';
import type { System } from '../../actions/system.ts';
import { shortestPassword } from '../../domain/staff/password-rules.ts';
import { isPermitted } from '../../domain/staff/permissions.ts';
import { staffById } from '../../store/staff/staff-query.ts';
import { beginSession, endSession, staffOf } from '../middleware/staff-session.ts';
import { pageContext } from '../page-context.ts';
import { paths } from '../paths.ts';
import { type Page, renderPage } from '../render-page.ts';

interface SignInView {
  readonly username: string;
  readonly next: string;
  readonly error: string | null;
}

const signInPage: Page<SignInView> = {
  template: 'staff/sign-in',
  layout: 'focus',
  title: (_view, { t }) => t('common.titleEnd', { title: t('staff.signIn.title') }),
};

interface PasswordView {
  readonly forced: boolean;
  readonly shortest: number;
  readonly errors: readonly { readonly field: string; readonly message: string }[];
}

const passwordPage: Page<PasswordView> = {
  template: 'staff/password',
  layout: 'focus',
  title: (_view, { t }) => t('common.titleEnd', { title: t('staff.password.title') }),
};

const signInForm = z.object({
  username: z.string().max(60),
  password: z.string().max(400),
  next: z.string().max(500).catch(''),
});
const passwordForm = z.object({
  old: z.string().max(400),
  wanted: z.string().max(400),
  again: z.string().max(400),
});

export function staffPages(system: System): Router {
  const router = Router();
  router.get(paths.staff.signIn(), (request, response) => {
    renderPage(response, signInPage, { username: '', next: ownPath(request.query['next']), error: null });
  });
  router.post(paths.staff.signIn(), submitSignIn(system));
  router.post(paths.staff.signOut(), async (request, response) => {
    await endSession(request);
    response.redirect(303, paths.staff.signIn());
  });
  router.get(paths.staff.password(), (request, response) => {
    const staff = staffOf(request);
    if (staff === null) response.redirect(303, paths.staff.signIn());
    else
      renderPage(response, passwordPage, {
        forced: staff.mustChangePassword,
        shortest: shortestPassword,
        errors: [],
      });
  });
  router.post(paths.staff.password(), submitPassword(system));
  return router;
}

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
    await remember(system, request, answer.value.id);
    const home = isPermitted(answer.value.role, 'counter.work') ? paths.counter.choose() : paths.admin.home();
    response.redirect(303, answer.value.mustChangePassword ? paths.staff.password() : ownPath(next) || home);
  };
}

function submitPassword(system: System): RequestHandler {
  return async (request, response) => {
    const staff = staffOf(request);
    if (staff === null) return response.redirect(303, paths.staff.signIn());
    const { t } = pageContext(request);
    const form = passwordForm.safeParse(request.body ?? {});
    const again = (field: string, message: string): void => {
      response.status(422);
      renderPage(response, passwordPage, {
        forced: staff.mustChangePassword,
        shortest: shortestPassword,
        errors: [{ field, message }],
      });
    };
    if (!form.success) return again('wanted', t('refusal.invalid_input'));
    const { old, wanted, again: repeated } = form.data;
    if (wanted !== repeated) return again('again', t('staff.password.differ'));
    const answer = await changePassword(system, staff, { old, wanted, address: addressOf(request) });
    if (!answer.ok)
      return again(
        answer.code === 'sign_in_failed' ? 'old' : 'wanted',
        answer.code === 'sign_in_failed'
          ? t('staff.password.wrong')
          : t(`refusal.${answer.code}`, answer.details),
      );
    await remember(system, request, staff.id);
    response.redirect(303, paths.counter.choose());
  };
}

async function remember(system: System, request: Request, id: string): Promise<void> {
  const found = await staffById(system.database.writer, id);
  await beginSession(request, id, found?.revision ?? 0);
}

function addressOf(request: Request): string {
  return request.ip ?? 'unknown';
}

/** Only a path of ours may be returned to. */
function ownPath(value: unknown): string {
  return typeof value === 'string' && /^\/(?![/\\])[\w\-./?=&%:]*$/.test(value) ? value : '';
}

import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import { showSecondFactor } from '../../actions/staff/show-second-factor.ts';
import { noteSignedIn } from '../../actions/staff/sign-in.ts';
import type { System } from '../../actions/system.ts';
import { type FoundStaff, staffById } from '../../store/staff/staff-query.ts';
import type { DeclaredPage } from '../declared-page.ts';
import { beginSession } from '../middleware/staff-session.ts';
import { pageContext } from '../page-context.ts';
import { paths } from '../paths.ts';
import { type Page, renderPage } from '../render-page.ts';
import { homeOf } from './home-of.ts';
import { addressOf, ownPath } from './own-path.ts';

export interface SecondFactorView {
  readonly next: string;
  readonly error: string | null;
}

const page: Page<SecondFactorView> = {
  template: 'staff/second-factor',
  layout: 'focus',
  title: (_view, { t }) => t('common.titleEnd', { title: t('staff.secondFactor.title') }),
};

const form = z.object({ code: z.string().max(40), next: z.string().max(500).catch('') });

function show(system: System): RequestHandler {
  return async (request, response) => {
    if ((await halfwayIn(system, request)) === null) response.redirect(303, paths.staff.signIn());
    else renderPage(response, page, { next: ownPath(request.query['next']), error: null });
  };
}

function submit(system: System): RequestHandler {
  return async (request, response) => {
    const found = await halfwayIn(system, request);
    if (found === null) return response.redirect(303, paths.staff.signIn());
    const { t } = pageContext(request);
    const read = form.safeParse(request.body ?? {});
    const next = ownPath(read.data?.next);
    const again = (error: string): void => {
      response.status(422);
      renderPage(response, page, { next, error });
    };
    if (!read.success) return again(t('refusal.second_factor_failed'));
    const { id, username } = found.member;
    const address = addressOf(request);
    const shown = await showSecondFactor(system, { staff: id, username, code: read.data.code, address });
    if (!shown.ok) return again(t(`refusal.${shown.code}`, shown.details));
    await noteSignedIn(system, found.member, address);
    await beginSession(request, { staff: id, revision: found.revision, now: system.clock.now() });
    if (found.member.mustChangePassword) response.redirect(303, paths.staff.password());
    // whoever had to use a recovery code should see how many are left
    else if (shown.value.by === 'recovery') response.redirect(303, paths.staff.account());
    else response.redirect(303, next || homeOf(found.member));
  };
}

/** Whoever has shown the password in this session, unless the account has changed since. */
async function halfwayIn({ database }: System, request: Request): Promise<FoundStaff | null> {
  const { halfway } = request.session;
  if (halfway === undefined) return null;
  const found = await staffById(database.reader, halfway.staff);
  return found?.active && found.revision === halfway.revision ? found : null;
}

/** The second page of signing in, for whoever has just shown their password. */
export const secondFactorPages: readonly DeclaredPage<System>[] = [
  { path: paths.staff.secondFactor(), audience: 'halfway', get: show, post: submit, answers: 'way' },
];

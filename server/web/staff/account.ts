import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { removeOwnFactor, renewRecoveryCodes } from '../../actions/staff/own-second-factor.ts';
import { endSessions } from '../../actions/staff/reset-staff.ts';
import { idleTimeout } from '../../actions/staff/session-keeper.ts';
import type { System } from '../../actions/system.ts';
import { dayLong } from '../../domain/calendar/durations.ts';
import type { Refusal } from '../../domain/outcome.ts';
import { newDevicesOf } from '../../store/staff/audit-query.ts';
import { sessionsOf } from '../../store/staff/session-query.ts';
import { recoveryCodesLeft, staffById } from '../../store/staff/staff-query.ts';
import type { DeclaredPage } from '../declared-page.ts';
import { renderErrorPage } from '../error-page.ts';
import { beginSession, currentStaff, sessionHash, signedInAs } from '../middleware/staff-session.ts';
import { pageContext } from '../page-context.ts';
import { paths, withQuery } from '../paths.ts';
import { type Page, renderPage } from '../render-page.ts';
import { parameter } from '../request/asked.ts';
import { type AccountView, sessionLines, siteNames } from './account-view.ts';
import { codesPage } from './enrolment.ts';
import type { FieldErrors } from './field-errors.ts';
import { staffTime } from './staff-time.ts';

const page: Page<AccountView> = {
  template: 'staff/account',
  layout: 'staff',
  surface: 'admin',
  title: (_view, { t }) => t('common.titleEnd', { title: t('staff.account.title') }),
};

/** Milliseconds for which a sign-in from a new device is told. */
const toldFor = 30 * dayLong;

const acts = ['password', 'sessions', 'removed'] as const;
const passwordForm = z.object({ password: z.string().max(400) });

function endOthers(system: System): RequestHandler {
  return async (request, response) => {
    await endSessions(system, ownOf(request), { except: sessionHash(request) });
    response.redirect(303, withQuery(paths.staff.account(), { done: 'sessions' }));
  };
}

function endOne(system: System): RequestHandler {
  return async (request, response) => {
    const ended = await endSessions(system, ownOf(request), { id: parameter(request, 'id') });
    if (ended.ok || ended.code === 'not_found')
      response.redirect(303, withQuery(paths.staff.account(), { done: 'sessions' }));
    else renderErrorPage(response, 403, ended.code);
  };
}

function renewCodes(system: System): RequestHandler {
  return async (request, response) => {
    const renewed = await renewRecoveryCodes(system, factorOf(request));
    if (!renewed.ok) return refused(system, request, response, renewed);
    renderPage(response, codesPage, { codes: renewed.value.codes, next: paths.staff.account() });
  };
}

function removeFactor(system: System): RequestHandler {
  return async (request, response) => {
    const { id } = currentStaff(request);
    const removed = await removeOwnFactor(system, factorOf(request));
    if (!removed.ok) return refused(system, request, response, removed);
    const now = await staffById(system.database.writer, id);
    await beginSession(request, { staff: id, revision: now?.revision ?? 0, now: system.clock.now() });
    response.redirect(303, withQuery(paths.staff.account(), { done: 'removed' }));
  };
}

function refused(
  system: System,
  request: Request,
  response: Response,
  { code, details }: Refusal,
): Promise<void> {
  const { t } = pageContext(request);
  response.status(422);
  const message = code === 'sign_in_failed' ? t('staff.password.wrong') : t(`refusal.${code}`, details);
  return show(system, request, response, [{ field: 'password', message }]);
}

async function show(
  system: System,
  request: Request,
  response: Response,
  errors: FieldErrors,
): Promise<void> {
  const staff = currentStaff(request);
  const { locale, t } = pageContext(request);
  const { reader } = system.database;
  const act = acts.find((one) => one === request.query['done']);
  renderPage(response, page, {
    name: staff.name,
    username: staff.username,
    role: t(`staff.role.${staff.role}`),
    sites: siteNames(staff, await system.catalogue(), locale),
    hasSecondFactor: signedInAs(request)?.hasSecondFactor ?? false,
    factorRequired: system.config.secondFactorRequired && staff.role === 'administrator',
    codesLeft: await recoveryCodesLeft(reader, staff.id),
    sessions: sessionLines(
      await sessionsOf(reader, staff.id, system.clock.now() - idleTimeout),
      sessionHash(request),
      locale,
    ),
    newDevices: (await newDevicesOf(reader, staff.id, system.clock.now() - toldFor)).map(
      ({ at, address }) => ({
        at: staffTime(at, locale),
        address: address ?? '',
      }),
    ),
    done: act === undefined ? null : t(`staff.account.done.${act}`),
    errors,
  });
}

function ownOf(request: Request) {
  const actor = currentStaff(request);
  return { actor, id: actor.id };
}

function factorOf(request: Request) {
  const password = passwordForm.safeParse(request.body ?? {}).data?.password ?? '';
  return { staff: currentStaff(request), password };
}

const own = { audience: 'own' } as const;

/** What everybody who is signed in may see and do: their own account. */
export const accountPages: readonly DeclaredPage<System>[] = [
  {
    path: paths.staff.account(),
    ...own,
    get: (system) => (request, response) => show(system, request, response, []),
  },
  { path: paths.staff.endOtherSessions(), ...own, post: endOthers },
  { path: paths.staff.endSession(':id'), ...own, post: endOne },
  { path: paths.staff.recoveryCodes(), ...own, post: renewCodes },
  { path: paths.staff.removeFactor(), ...own, post: removeFactor },
];

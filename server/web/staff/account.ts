import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { factorRequired } from '../../actions/staff/factor-required.ts';
import { removeOwnFactor, renewRecoveryCodes } from '../../actions/staff/own-second-factor.ts';
import { endSessions } from '../../actions/staff/reset-staff.ts';
import { idleTimeout } from '../../actions/staff/session-keeper.ts';
import { showPasswordAgain } from '../../actions/staff/show-password-again.ts';
import type { System } from '../../actions/system.ts';
import { dayLong } from '../../domain/calendar/durations.ts';
import type { Refusal } from '../../domain/outcome.ts';
import { newDevicesOf } from '../../store/staff/audit-query.ts';
import { passkeysOf } from '../../store/staff/passkey-query.ts';
import { sessionsOf } from '../../store/staff/session-query.ts';
import { recoveryCodesLeft, staffById } from '../../store/staff/staff-query.ts';
import type { DeclaredPage } from '../declared-page.ts';
import { renderErrorPage } from '../error-page.ts';
import { beginSession, currentStaff, sessionHash, signedInAs } from '../middleware/staff-session.ts';
import { pageContext } from '../page-context.ts';
import { paths, withQuery } from '../paths.ts';
import { refusalText } from '../refusal-text.ts';
import { type Page, renderPage } from '../render-page.ts';
import { parameter } from '../request/asked.ts';
import { type AccountView, passkeyLine, placeFor, sessionLines, siteNames } from './account-view.ts';
import { codesPage } from './enrolment.ts';
import type { FieldErrors } from './field-errors.ts';
import { ownDuty } from './own-duty.ts';
import { partyOf } from './passkey-form.ts';
import { staffTime } from './staff-time.ts';

const page: Page<AccountView> = {
  template: 'staff/account',
  layout: 'staff',
  surface: 'admin',
  scripts: ['passkey.js'],
  title: (_view, { t }) => t('common.titleEnd', { title: t('staff.account.title') }),
};

/** Milliseconds for which a sign-in from a new device is told. */
const toldFor = 30 * dayLong;

const acts = ['password', 'sessions', 'removed', 'passkey', 'passkeyRenamed', 'passkeyRemoved'] as const;
/** The password that is shown again before devices are signed out: there are other such fields on the page. */
const sessionsField = 'sessions-password';
const passwordForm = z.object({ password: z.string().max(400) });

function endOthers(system: System): RequestHandler {
  return async (request, response) => {
    const shown = await shownAgain(system, request);
    if (!shown.ok) return refuseAct(system, request, response, { field: sessionsField, refusal: shown });
    await endSessions(system, ownOf(request), { except: sessionHash(request) });
    response.redirect(303, withQuery(paths.staff.account(), { done: 'sessions' }));
  };
}

function endOne(system: System): RequestHandler {
  return async (request, response) => {
    const shown = await shownAgain(system, request);
    if (!shown.ok) return refuseAct(system, request, response, { field: sessionsField, refusal: shown });
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

function refused(system: System, request: Request, response: Response, refusal: Refusal): Promise<void> {
  return refuseAct(system, request, response, { field: 'password', refusal });
}

/** The account page again, with what is wrong at a field of one of its forms. */
export function refuseAct(
  system: System,
  request: Request,
  response: Response,
  { field, refusal }: { readonly field: string; readonly refusal: Refusal },
): Promise<void> {
  const { t } = pageContext(request);
  const { code } = refusal;
  response.status(code === 'not_found' ? 404 : 422);
  const message =
    code === 'sign_in_failed'
      ? t('staff.password.wrong')
      : code === 'invalid_input'
        ? t('staff.passkey.nameless')
        : refusalText(refusal, t);
  return show(system, request, response, [{ field, message }]);
}

async function show(
  system: System,
  request: Request,
  response: Response,
  errors: FieldErrors,
): Promise<void> {
  const staff = currentStaff(request);
  const context = pageContext(request);
  const { locale, t } = context;
  const { reader } = system.database;
  const catalogue = await system.catalogue();
  const found = await staffById(reader, staff.id);
  const own = await passkeysOf(reader, staff.id);
  const act = acts.find((one) => one === request.query['done']);
  renderPage(response, page, {
    name: staff.name,
    username: staff.username,
    role: t(`staff.role.${staff.role}`),
    sites: siteNames(staff, catalogue, locale),
    duty: await ownDuty(system, catalogue, staff, context),
    hasSecondFactor: signedInAs(request)?.hasSecondFactor ?? false,
    hasAuthenticator: found?.hasAuthenticator ?? false,
    factorRequired: factorRequired(system.config, staff.role) && own.length === 0,
    passkeys: own.map((one) => passkeyLine(one, locale)),
    passkeyPlace: placeFor(partyOf(system, request), own.length),
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

/** Whoever sits down at a browser that was left open signs nobody out (ASVS 5.0, 7.5.2). */
function shownAgain(system: System, request: Request) {
  const given: unknown = request.body?.[sessionsField];
  return showPasswordAgain(
    system,
    currentStaff(request),
    typeof given === 'string' ? given.slice(0, 400) : '',
  );
}

function ownOf(request: Request) {
  const actor = currentStaff(request);
  return { actor, id: actor.id };
}

function factorOf(request: Request) {
  const password = passwordForm.safeParse(request.body ?? {}).data?.password ?? '';
  return { staff: currentStaff(request), password };
}

const forOwner = { audience: 'own' } as const;

/** What everybody who is signed in may see and do: their own account. */
export const accountPages: readonly DeclaredPage<System>[] = [
  {
    path: paths.staff.account(),
    ...forOwner,
    get: (system) => (request, response) => show(system, request, response, []),
  },
  { path: paths.staff.endOtherSessions(), ...forOwner, post: endOthers },
  { path: paths.staff.endSession(':id'), ...forOwner, post: endOne },
  { path: paths.staff.recoveryCodes(), ...forOwner, post: renewCodes },
  { path: paths.staff.removeFactor(), ...forOwner, post: removeFactor },
];

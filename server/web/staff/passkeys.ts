import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import { askForFactor, askForNew, askToSignIn } from '../../actions/staff/passkeys/ask-passkey.ts';
import { removeOwnPasskey, renameOwnPasskey } from '../../actions/staff/passkeys/own-passkeys.ts';
import { registerPasskey } from '../../actions/staff/passkeys/register-passkey.ts';
import { tellAccount } from '../../actions/staff/tell-account.ts';
import type { System } from '../../actions/system.ts';
import { refuse } from '../../domain/outcome.ts';
import { longestPasskeyName } from '../../domain/staff/passkey.ts';
import { staffById } from '../../store/staff/staff-query.ts';
import type { DeclaredPage } from '../declared-page.ts';
import { beginSession, currentStaff, sessionHash } from '../middleware/staff-session.ts';
import { pageContext } from '../page-context.ts';
import { paths, withQuery } from '../paths.ts';
import { renderPage } from '../render-page.ts';
import { parameter } from '../request/asked.ts';
import { refuseAct } from './account.ts';
import { codesPage } from './enrolment.ts';
import { whereFrom } from './enter.ts';
import { askedOf, longestAnswer, madeAnswer, partyOf, sendAsked } from './passkey-form.ts';

const form = z.object({
  password: z.string().max(400).catch(''),
  name: z.string().trim().max(longestPasskeyName).catch(''),
  passkey: z.string().max(longestAnswer).catch(''),
});
const sentBy = (request: Request): z.infer<typeof form> => form.parse(request.body ?? {});

const askAnybody = (system: System): RequestHandler =>
  async function ask(request, response) {
    const party = partyOf(system, request);
    sendAsked(system, response, party === null ? null : await askToSignIn(system, party));
  };

const askHalfway = (system: System): RequestHandler =>
  async function ask(request, response) {
    const party = partyOf(system, request);
    const { halfway } = request.session;
    if (halfway === undefined) {
      response.redirect(303, paths.staff.signIn());
      return;
    }
    const who = { staff: halfway.staff, session: sessionHash(request) };
    const asked = party === null ? null : await askForFactor(system, party, who);
    sendAsked(system, response, asked);
  };

const askForAnother = (system: System): RequestHandler =>
  async function ask(request, response) {
    const party = partyOf(system, request);
    const office = pageContext(request).t('common.product');
    const context = { session: sessionHash(request), office };
    const asked = party === null ? null : await askForNew(system, party, currentStaff(request), context);
    sendAsked(system, response, asked);
  };

const add = (system: System): RequestHandler =>
  async function addPasskey(request, response) {
    const staff = currentStaff(request);
    const { password, name, passkey } = sentBy(request);
    const party = partyOf(system, request);
    const session = sessionHash(request);
    const wanted = { staff, password, name, session };
    const added =
      party === null
        ? refuse('passkey_failed')
        : name === ''
          ? refuse('invalid_input')
          : await registerPasskey(system, {
              ...wanted,
              party,
              asked: askedOf(system, request),
              answer: madeAnswer(passkey),
            });
    if (!added.ok) {
      const field = added.code === 'invalid_input' ? 'passkey-name' : 'passkey-password';
      return refuseAct(system, request, response, { field, refusal: added });
    }
    const found = await staffById(system.database.writer, staff.id);
    if (found !== null) await tellAccount(system, found, { template: 'new_passkey', ...whereFrom(request) });
    await stayIn(system, request, staff.id);
    const next = withQuery(paths.staff.account(), { done: 'passkey' });
    if (added.value.codes === null) response.redirect(303, next);
    else renderPage(response, codesPage, { codes: added.value.codes, next });
  };

const change = (system: System, act: 'rename' | 'remove'): RequestHandler =>
  async function changePasskey(request, response) {
    const staff = currentStaff(request);
    const { password, name } = sentBy(request);
    const id = parameter(request, 'id');
    const own = { staff, password, id };
    const done =
      act === 'remove'
        ? await removeOwnPasskey(system, own)
        : name === ''
          ? refuse('invalid_input')
          : await renameOwnPasskey(system, own, name);
    if (!done.ok) {
      const field = `${done.code === 'invalid_input' ? 'passkey-name' : 'passkey-password'}-${id}`;
      return refuseAct(system, request, response, { field, refusal: done });
    }
    if (act === 'remove') await stayIn(system, request, staff.id);
    const told = act === 'remove' ? 'passkeyRemoved' : 'passkeyRenamed';
    response.redirect(303, withQuery(paths.staff.account(), { done: told }));
  };

/** A changed second factor ends every session, this one too: it begins anew. */
async function stayIn({ database, clock }: System, request: Request, staff: string): Promise<void> {
  const now = await staffById(database.writer, staff);
  await beginSession(request, { staff, revision: now?.revision ?? 0, now: clock.now() });
}

/** What browsers ask when somebody wants to use or make a passkey, and what their owner does with their own. */
export const passkeyPages: readonly DeclaredPage<System>[] = [
  { path: paths.staff.passkeyToSignIn(), audience: 'everybody', answers: 'file', get: askAnybody },
  { path: paths.staff.passkeyForFactor(), audience: 'halfway', answers: 'file', get: askHalfway },
  { path: paths.staff.newPasskey(), audience: 'own', answers: 'file', get: askForAnother },
  { path: paths.staff.passkeys(), audience: 'own', post: add },
  { path: paths.staff.passkey(':id'), audience: 'own', post: (system) => change(system, 'rename') },
  { path: paths.staff.removePasskey(':id'), audience: 'own', post: (system) => change(system, 'remove') },
];

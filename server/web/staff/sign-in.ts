import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { signInByPasskey } from '../../actions/staff/passkeys/sign-in-by-passkey.ts';
import { type KnownPassword, signIn } from '../../actions/staff/sign-in.ts';
import type { System } from '../../actions/system.ts';
import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import { staffById } from '../../store/staff/staff-query.ts';
import type { DeclaredPage } from '../declared-page.ts';
import { focusForm } from '../form/focus-form.ts';
import type { FormValues } from '../form/form-values.ts';
import { beginSession, endSession } from '../middleware/staff-session.ts';
import { pageContext } from '../page-context.ts';
import { paths, withQuery } from '../paths.ts';
import { refusalText } from '../refusal-text.ts';
import { addressOf } from '../request/actor-of.ts';
import { networkOf } from '../request/network-of.ts';
import { ownPath } from '../request/own-path.ts';
import { type Door, enter } from './enter.ts';
import { knownDevice } from './known-device.ts';
import { longestAnswer, partyOf, shownIn } from './passkey-form.ts';

const signInForm = z.object({
  username: z.string().max(60),
  password: z.string().max(400),
  /** what an authenticator has signed, in place of both */
  passkey: z.string().max(longestAnswer).catch(''),
  next: z.string().max(500).catch(''),
});

/** That a form was sent after its session had ended, and is kept. */
function keptOf(request: Request, typed: FormValues | null): { readonly kept?: '1' } {
  return (typed === null ? request.query['kept'] : typed.get('kept')) === '1' ? { kept: '1' } : {};
}

/** Where whoever signs in wanted to go, for a hidden field. */
export function nextOf(request: Request, typed: FormValues | null): { readonly next: string } {
  return { next: ownPath(typed === null ? request.query['next'] : typed.get('next')) };
}

/** Where somebody goes who has just shown their password. */
async function letIn(door: Door, staff: KnownPassword, next: string): Promise<Outcome<string>> {
  const { system, request } = door;
  const found = await staffById(system.database.reader, staff.id);
  if (found === null) return refuse('sign_in_failed');
  if (!staff.hasSecondFactor) return accept(await enter(door, found, { next, by: 'password' }));
  const now = system.clock.now();
  await beginSession(request, { staff: staff.id, revision: found.revision, halfway: true, now });
  return accept(withQuery(paths.staff.secondFactor(), { next: next || undefined }));
}

const signOut = (): RequestHandler => async (request, response) => {
  await endSession(request);
  // ticks and texts that pages have kept in this browser; the cookie of the known device stays
  response.set('Clear-Site-Data', '"storage"');
  response.redirect(303, paths.staff.signIn());
};

/** Signing in and out. */
export const signInPages: readonly DeclaredPage<System>[] = [
  focusForm({
    path: paths.staff.signIn(),
    audience: 'everybody',
    title: 'staff.signIn.title',
    open: (system: System, request: Request, response: Response) => ({ system, request, response }),
    contextOf: ({ request }) => pageContext(request),
    schema: signInForm,
    act: async (door, { username, password, passkey, next }) => {
      const { system, request } = door;
      const address = addressOf(request);
      const network = address === null ? null : networkOf(address);
      const shown = passkey === '' ? null : shownIn(system, request, null, passkey);
      if (shown !== null) {
        const by = await signInByPasskey(system, shown, { address, network });
        return by.ok ? accept(await enter(door, by.value, { next: ownPath(next), by: 'passkey' })) : by;
      }
      const knownBy = knownDevice(system, request);
      const answer = await signIn(system, { username, password, address, network, knownBy });
      return answer.ok ? letIn(door, answer.value, ownPath(next)) : answer;
    },
    fieldOf: { default: 'username' },
    // whatever is wrong with a name or a password, it is told alike
    say: (refusal, t) =>
      refusal.code === 'invalid_input' ? t('refusal.sign_in_failed') : refusalText(refusal, t),
    scripts: ['passkey.js'],
    draw: ({ system, request }, { t }, { typed }) => ({
      over: t('staff.over'),
      notice: keptOf(request, typed).kept === undefined ? null : t('staff.signIn.kept'),
      action: paths.staff.signIn(),
      hidden: { ...nextOf(request, typed), ...keptOf(request, typed) },
      passkey:
        partyOf(system, request) === null
          ? null
          : {
              action: paths.staff.signIn(),
              options: paths.staff.passkeyToSignIn(),
              hidden: { username: '', password: '', ...nextOf(request, typed) },
            },
      fields: [
        { name: 'username', label: t('staff.signIn.username'), autocomplete: 'username', maxlength: 60 },
        {
          name: 'password',
          label: t('staff.signIn.password'),
          type: 'password',
          autocomplete: 'current-password',
          maxlength: 400,
        },
      ],
      submit: t('staff.signIn.submit'),
      foot: { text: t('staff.signIn.help'), link: null },
    }),
  }),
  { path: paths.staff.signOut(), audience: 'everybody', post: signOut },
];

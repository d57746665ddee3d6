import type { Request, Response } from 'express';
import { z } from 'zod';
import { showSecondFactor } from '../../actions/staff/show-second-factor.ts';
import type { System } from '../../actions/system.ts';
import { accept } from '../../domain/outcome.ts';
import { type FoundStaff, staffById } from '../../store/staff/staff-query.ts';
import type { DeclaredPage } from '../declared-page.ts';
import { focusForm } from '../form/focus-form.ts';
import type { FormResult } from '../form/form-page.ts';
import { sessionHash } from '../middleware/staff-session.ts';
import { pageContext } from '../page-context.ts';
import { paths } from '../paths.ts';
import { refusalText } from '../refusal-text.ts';
import { addressOf } from '../request/actor-of.ts';
import { ownPath } from '../request/own-path.ts';
import { type Door, enter } from './enter.ts';
import { knownDevice } from './known-device.ts';
import { longestAnswer, partyOf, shownIn } from './passkey-form.ts';
import { nextOf } from './sign-in.ts';

const form = z.object({
  code: z.string().max(40),
  passkey: z.string().max(longestAnswer).catch(''),
  next: z.string().max(500).catch(''),
});

const shownBy = {
  totp: 'password and code',
  passkey: 'password and passkey',
  recovery: 'password and recovery code',
} as const;

interface Halfway extends Door {
  readonly found: FoundStaff;
}

/** Whoever has shown the password in this session, unless the account has changed since. */
async function open(system: System, request: Request, response: Response): Promise<Halfway | null> {
  const { halfway } = request.session;
  const found = halfway === undefined ? null : await staffById(system.database.reader, halfway.staff);
  if (found?.active && found.revision === halfway?.revision) return { system, request, response, found };
  response.redirect(303, paths.staff.signIn());
  return null;
}

async function submit(
  door: Halfway,
  { code, passkey, next }: z.infer<typeof form>,
): Promise<FormResult<never>> {
  const { system, request, found } = door;
  const { id, username } = found.member;
  const signed = passkey === '' ? null : shownIn(system, request, sessionHash(request), passkey);
  const shown = await showSecondFactor(system, {
    staff: id,
    username,
    proof: signed ?? code,
    address: addressOf(request),
    knownBy: knownDevice(system, request),
  });
  if (!shown.ok) return shown;
  // whoever had to use a recovery code should see how many are left
  const to = shown.value.by === 'recovery' ? paths.staff.account() : ownPath(next);
  return accept(await enter(door, found, { next: to, by: shownBy[shown.value.by] }));
}

/** The second page of signing in, for whoever has just shown their password. */
export const secondFactorPages: readonly DeclaredPage<System>[] = [
  focusForm({
    path: paths.staff.secondFactor(),
    audience: 'halfway',
    answers: 'way',
    title: 'staff.secondFactor.title',
    open,
    contextOf: ({ request }) => pageContext(request),
    schema: form,
    act: submit,
    fieldOf: { default: 'code' },
    say: (refusal, t) =>
      refusal.code === 'invalid_input' ? t('refusal.second_factor_failed') : refusalText(refusal, t),
    scripts: ['passkey.js'],
    draw: ({ system, request, found }, { t }, { typed }) => ({
      over: t('staff.over'),
      lede: t(found.hasAuthenticator ? 'staff.secondFactor.lede' : 'staff.secondFactor.ledePasskey'),
      action: paths.staff.secondFactor(),
      hidden: nextOf(request, typed),
      passkey:
        found.passkeys === 0 || partyOf(system, request) === null
          ? null
          : {
              action: paths.staff.secondFactor(),
              options: paths.staff.passkeyForFactor(),
              hidden: { code: '', ...nextOf(request, typed) },
            },
      fields: [
        {
          name: 'code',
          label: t(found.hasAuthenticator ? 'staff.secondFactor.code' : 'staff.secondFactor.recovery'),
          hint: t(found.hasAuthenticator ? 'staff.secondFactor.hint' : 'staff.secondFactor.hintPasskey'),
          autocomplete: 'one-time-code',
          maxlength: 20,
          kind: 'code',
          secret: true,
        },
      ],
      submit: t('staff.secondFactor.submit'),
      aside: { href: paths.staff.signIn(), text: t('staff.secondFactor.back') },
    }),
  }),
];

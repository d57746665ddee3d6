import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { type KnownPassword, noteSignedIn, signIn } from '../../actions/staff/sign-in.ts';
import type { System } from '../../actions/system.ts';
import { accept } from '../../domain/outcome.ts';
import { staffById } from '../../store/staff/staff-query.ts';
import type { DeclaredPage } from '../declared-page.ts';
import { focusForm } from '../form/focus-form.ts';
import { beginSession, endSession } from '../middleware/staff-session.ts';
import { pageContext } from '../page-context.ts';
import { paths, withQuery } from '../paths.ts';
import { addressOf } from '../request/actor-of.ts';
import { networkOf } from '../request/network-of.ts';
import { ownPath } from '../request/own-path.ts';
import { homeOf } from './home-of.ts';
import { knownDevice, rememberDevice } from './known-device.ts';

const signInForm = z.object({
  username: z.string().max(60),
  password: z.string().max(400),
  next: z.string().max(500).catch(''),
});

interface Door {
  readonly system: System;
  readonly request: Request;
  readonly response: Response;
}

/** Where somebody goes who has just shown their password. */
async function letIn(
  { system, request, response }: Door,
  staff: KnownPassword,
  next: string,
): Promise<string> {
  const found = await staffById(system.database.writer, staff.id);
  const halfway = staff.hasSecondFactor;
  const now = system.clock.now();
  if (!halfway) {
    const newDevice = rememberDevice(system, request, response, staff.id);
    await noteSignedIn(system, staff, { address: addressOf(request), newDevice });
  }
  await beginSession(request, { staff: staff.id, revision: found?.revision ?? 0, halfway, now });
  if (halfway) return withQuery(paths.staff.secondFactor(), { next: next || undefined });
  return staff.mustChangePassword ? paths.staff.password() : next || homeOf(staff);
}

const signOut = (): RequestHandler => async (request, response) => {
  await endSession(request);
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
    act: async (door, { username, password, next }) => {
      const { system, request } = door;
      const address = addressOf(request);
      const network = address === null ? null : networkOf(address);
      const knownBy = knownDevice(system, request);
      const answer = await signIn(system, { username, password, address, network, knownBy });
      return answer.ok ? accept(await letIn(door, answer.value, ownPath(next))) : answer;
    },
    fieldOf: { default: 'username' },
    // whatever is wrong with a name or a password, it is told alike
    say: ({ code, details }, t) =>
      t(`refusal.${code === 'invalid_input' ? 'sign_in_failed' : code}`, details),
    draw: ({ request }, { t }, { typed }) => ({
      over: t('staff.over'),
      action: paths.staff.signIn(),
      hidden: { next: ownPath(typed === null ? request.query['next'] : typed.get('next')) },
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

import type { Request, Response } from 'express';
import { z } from 'zod';
import { showSecondFactor } from '../../actions/staff/show-second-factor.ts';
import { noteSignedIn } from '../../actions/staff/sign-in.ts';
import type { System } from '../../actions/system.ts';
import { accept } from '../../domain/outcome.ts';
import { type FoundStaff, staffById } from '../../store/staff/staff-query.ts';
import type { DeclaredPage } from '../declared-page.ts';
import { focusForm } from '../form/focus-form.ts';
import type { FormResult } from '../form/form-page.ts';
import { beginSession } from '../middleware/staff-session.ts';
import { pageContext } from '../page-context.ts';
import { paths } from '../paths.ts';
import { addressOf } from '../request/actor-of.ts';
import { ownPath } from '../request/own-path.ts';
import { homeOf } from './home-of.ts';
import { knownDevice, rememberDevice } from './known-device.ts';

const form = z.object({ code: z.string().max(40), next: z.string().max(500).catch('') });

interface Halfway {
  readonly system: System;
  readonly request: Request;
  readonly response: Response;
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
  { system, request, response, found }: Halfway,
  { code, next }: z.infer<typeof form>,
): Promise<FormResult<never>> {
  const { id, username } = found.member;
  const address = addressOf(request);
  const shown = await showSecondFactor(system, {
    staff: id,
    username,
    code,
    address,
    knownBy: knownDevice(system, request),
  });
  if (!shown.ok) return shown;
  const newDevice = rememberDevice(system, request, response, id);
  await noteSignedIn(system, found.member, { address, newDevice });
  await beginSession(request, { staff: id, revision: found.revision, now: system.clock.now() });
  if (found.member.mustChangePassword) return accept(paths.staff.password());
  // whoever had to use a recovery code should see how many are left
  if (shown.value.by === 'recovery') return accept(paths.staff.account());
  return accept(ownPath(next) || homeOf(found.member));
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
    say: ({ code, details }, t) =>
      t(`refusal.${code === 'invalid_input' ? 'second_factor_failed' : code}`, details),
    draw: ({ request }, { t }, { typed }) => ({
      over: t('staff.over'),
      lede: t('staff.secondFactor.lede'),
      action: paths.staff.secondFactor(),
      hidden: { next: ownPath(typed === null ? request.query['next'] : typed.get('next')) },
      fields: [
        {
          name: 'code',
          label: t('staff.secondFactor.code'),
          hint: t('staff.secondFactor.hint'),
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

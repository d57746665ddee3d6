import type { Request, Response } from 'express';
import { z } from 'zod';
import { changePassword } from '../../actions/staff/change-password.ts';
import type { System } from '../../actions/system.ts';
import { accept, type Refusal } from '../../domain/outcome.ts';
import { shortestPassword } from '../../domain/staff/password-rules.ts';
import { isWordKey, type Translate } from '../../locales/words.ts';
import { staffById } from '../../store/staff/staff-query.ts';
import type { DeclaredPage } from '../declared-page.ts';
import { focusForm } from '../form/focus-form.ts';
import type { FormResult } from '../form/form-page.ts';
import { beginSession, type SignedIn, signedInAs } from '../middleware/staff-session.ts';
import { pageContext } from '../page-context.ts';
import { paths, withQuery } from '../paths.ts';
import { refusalText } from '../refusal-text.ts';
import { homeOf } from './home-of.ts';

const typed = z.string().max(400);
const form = z
  .object({ old: typed, wanted: typed, again: typed })
  .refine(({ wanted, again }) => wanted === again, { path: ['again'] });

interface Own {
  readonly system: System;
  readonly request: Request;
  readonly found: SignedIn;
}

function open(system: System, request: Request, response: Response): Own | null {
  const found = signedInAs(request);
  if (found !== null) return { system, request, found };
  response.redirect(303, paths.staff.signIn());
  return null;
}

async function change(
  { system, request, found }: Own,
  { old, wanted }: z.infer<typeof form>,
): Promise<FormResult<never>> {
  const staff = found.member;
  const answer = await changePassword(system, staff, { old, wanted });
  if (!answer.ok) return answer;
  const revision = (await staffById(system.database.writer, staff.id))?.revision ?? 0;
  const { next } = request.session;
  await beginSession(request, { staff: staff.id, revision, now: system.clock.now(), next });
  const account = withQuery(paths.staff.account(), { done: 'password' });
  return accept(found.requiredStep === 'password' ? (next ?? homeOf(staff)) : account);
}

function whyNot(refusal: Refusal, t: Translate): string {
  const { code, details } = refusal;
  if (code === 'sign_in_failed') return t('staff.password.wrong');
  if (code === 'invalid_input' && details?.['field'] === 'again') return t('staff.password.differ');
  const key = `staff.password.why.${String(details?.['why'])}`;
  return isWordKey(key) ? t(key, { shortest: shortestPassword }) : refusalText(refusal, t);
}

/** A password of one's own. */
export const passwordPages: readonly DeclaredPage<System>[] = [
  focusForm({
    path: paths.staff.password(),
    audience: 'signed_in',
    title: 'staff.password.title',
    open,
    contextOf: ({ request }) => pageContext(request),
    schema: form,
    act: change,
    fieldOf: { default: 'wanted', sign_in_failed: 'old' },
    say: whyNot,
    draw: ({ found }, { t }) => ({
      over: t('staff.over'),
      lede: found.requiredStep === 'password' ? t('staff.password.forced') : null,
      action: paths.staff.password(),
      fields: (['old', 'wanted', 'again'] as const).map((name) => ({
        name,
        label: t(`staff.password.${name}`),
        hint: name === 'wanted' ? t('staff.password.rule', { shortest: shortestPassword }) : undefined,
        type: 'password',
        autocomplete: name === 'old' ? 'current-password' : 'new-password',
        maxlength: 200,
      })),
      submit: t('staff.password.submit'),
    }),
  }),
];

import type { RequestHandler } from 'express';
import { idempotencyKey } from '../../actions/idempotency.ts';
import type { System } from '../../actions/system.ts';
import { type Outcome, type Refusal, refuse } from '../../domain/outcome.ts';
import type { StaffActor } from '../../domain/staff/actor.ts';
import { isPermitted, mayWorkAt } from '../../domain/staff/permissions.ts';
import { renderErrorPage } from '../error-page.ts';
import { currentStaff } from '../middleware/staff-session.ts';
import { pageContext } from '../page-context.ts';
import { paths } from '../paths.ts';
import { showConsole, siteOfCounter, wantsPart } from './console.ts';
import { verbs } from './verbs.ts';

/** Does what a button of the console says, then shows the console as it is after it. */
export function command(system: System): RequestHandler<{ code: string; verb: string }> {
  return async (request, response, next) => {
    const { code, verb } = request.params;
    const site = await siteOfCounter(system, code);
    const staff = currentStaff(response.req);
    if (site === null || !Object.hasOwn(verbs, verb)) return next();
    if (!mayWorkAt(staff, site)) return renderErrorPage(response, 403, 'not_permitted');
    const outcome = await carryOut(system, { site, code, verb, staff, form: request.body ?? {} });
    if (outcome.ok) {
      if (!wantsPart(response.req)) return response.redirect(303, paths.counter.console(code));
      await showConsole(system, staff, code, response, null);
      return;
    }
    const { t } = pageContext(response.req);
    response.status(statusOf(outcome));
    await showConsole(system, staff, code, response, { text: sentence(outcome, t), verb });
  };
}

interface Order {
  readonly site: string;
  readonly code: string;
  readonly verb: string;
  readonly staff: StaffActor;
  readonly form: unknown;
}

async function carryOut(system: System, { site, code, verb, staff, form }: Order): Promise<Outcome<unknown>> {
  const its = verbs[verb];
  if (its === undefined) return refuse('not_found');
  if (its.needs !== undefined && !isPermitted(staff.role, its.needs)) return refuse('not_permitted');
  const wanted = its.read(code, staff.id, form);
  if (!wanted.ok) return wanted;
  const token = formToken(form);
  if (token === null) return refuse('stale_form');
  return system.halls.submit(site, wanted.value, {
    actor: staff,
    idempotency: idempotencyKey(`counter:${code}:${verb}`, token, wanted.value),
  });
}

function formToken(form: unknown): string | null {
  const token = (form as { form?: unknown }).form;
  return typeof token === 'string' && /^[\w-]{8,64}$/.test(token) ? token : null;
}

function statusOf({ code }: Refusal): number {
  if (code === 'not_permitted') return 403;
  return code === 'invalid_input' || code === 'reason_required' ? 422 : 409;
}

function sentence({ code, details }: Refusal, t: ReturnType<typeof pageContext>['t']): string {
  const { recalls, number } = details ?? {};
  if (code === 'recall_first' && typeof recalls === 'number')
    return t('counter.refused.recallFirst', { recalls });
  if (code === 'counter_busy' && typeof number === 'string') return t('counter.refused.busy', { number });
  return t(`refusal.${code}`, details);
}

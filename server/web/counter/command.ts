import type { Request, RequestHandler } from 'express';
import { idempotencyKey } from '../../actions/idempotency.ts';
import type { HallRequest } from '../../actions/queue/hall-order.ts';
import { revealVisitor } from '../../actions/queue/reveal-visitor.ts';
import type { System } from '../../actions/system.ts';
import { accept, type Outcome, type Refusal, refuse } from '../../domain/outcome.ts';
import type { StaffActor } from '../../domain/staff/actor.ts';
import { isPermitted, mayWorkAt } from '../../domain/staff/permissions.ts';
import { renderErrorPage } from '../error-page.ts';
import { hallNow } from '../hall-now.ts';
import { currentStaff } from '../middleware/staff-session.ts';
import { pageContext } from '../page-context.ts';
import { paths } from '../paths.ts';
import { showConsole, siteOfCounter, wantsPart } from './console.ts';
import type { Notice } from './console-view.ts';
import { forgetKeptNote } from './kept-note.ts';
import { verbs } from './verbs.ts';

/** Does what a button of the console says, then shows the console as it is after it. */
export function command(system: System): RequestHandler<{ code: string; verb: string }> {
  return async (request, response, next) => {
    const { code, verb } = request.params;
    const site = await siteOfCounter(system, code);
    const staff = currentStaff(response.req);
    if (site === null || !(Object.hasOwn(verbs, verb) || verb === 'reveal')) return next();
    if (!mayWorkAt(staff, site)) return renderErrorPage(response, 403, 'not_permitted');
    const order = { site, code, verb, staff, form: (request.body ?? {}) as Form };
    const outcome =
      verb === 'reveal' ? await reveal(system, order, response.req) : await carryOut(system, order);
    if (outcome.ok) {
      await forgetKeptNote(response.req, paths.counter.console(code));
      if (!wantsPart(response.req)) return response.redirect(303, paths.counter.console(code));
      await showConsole(system, staff, code, response, null);
      return;
    }
    response.status(statusOf(outcome));
    await showConsole(system, staff, code, response, noticeOf(outcome, order, pageContext(response.req).t));
  };
}

type Form = Readonly<Record<string, unknown>>;

interface Order {
  readonly site: string;
  readonly code: string;
  readonly verb: string;
  readonly staff: StaffActor;
  readonly form: Form;
}

/** It is said in the session, so that the page says it again as long as the visitor is there. */
async function reveal(
  system: System,
  { site, code, staff }: Order,
  request: Request,
): Promise<Outcome<unknown>> {
  const its = await hallNow(system, site);
  if (its === null) return refuse('unknown_counter', { counter: code });
  const revealed = await revealVisitor(system, its.hall, staff, code);
  if (revealed.ok) request.session.revealed = revealed.value;
  return revealed;
}

async function carryOut(system: System, order: Order): Promise<Outcome<unknown>> {
  const { site, code, verb, staff, form } = order;
  const its = verbs[verb];
  if (its === undefined) return refuse('not_found');
  if (its.needs !== undefined && !isPermitted(staff.role, its.needs)) return refuse('not_permitted');
  const wanted = its.read(code, staff.id, form);
  if (!wanted.ok) return wanted;
  const token = formToken(form);
  if (token === null) return refuse('stale_form');
  const left = await leaveElsewhere(system, order, wanted.value, token);
  if (!left.ok) return left;
  return system.halls.submit(site, wanted.value, {
    actor: staff,
    // what concerns the whole hall is no counter's
    clerk: its.needs === undefined ? { staff: staff.id, counter: code } : null,
    idempotency: idempotencyKey(`counter:${code}:${verb}`, token, wanted.value),
  });
}

/** A counter of another site is another hall's: it closes first, by itself, and stays closed when the new one cannot be had. */
async function leaveElsewhere(
  system: System,
  { site, staff }: Order,
  wanted: HallRequest,
  token: string,
): Promise<Outcome<unknown>> {
  const leave = 'leave' in wanted ? wanted.leave : undefined;
  const other = leave === undefined ? null : await siteOfCounter(system, leave);
  if (leave === undefined || other === null || other === site) return accept(null);
  const close = { type: 'close_counter', counter: leave } as const;
  const idempotency = idempotencyKey(`counter:${leave}:close`, token, close);
  const clerk = { staff: staff.id, counter: leave };
  const closed = await system.halls.submit(other, close, { actor: staff, clerk, idempotency });
  return closed.ok || closed.code === 'counter_closed' ? accept(null) : closed;
}

function formToken(form: Form): string | null {
  const token = form['form'];
  return typeof token === 'string' && /^[\w-]{8,64}$/.test(token) ? token : null;
}

function statusOf({ code }: Refusal): number {
  if (code === 'not_permitted') return 403;
  return code === 'invalid_input' || code === 'reason_required' ? 422 : 409;
}

type Translate = ReturnType<typeof pageContext>['t'];

function noticeOf(refusal: Refusal, { verb, form }: Order, t: Translate): Notice {
  const notice = { text: sentence(refusal, t), verb };
  if (refusal.code !== 'not_started' || (verb !== 'finish' && verb !== 'finish-next')) return notice;
  const number = String(refusal.details?.['number'] ?? '');
  return { ...notice, ask: { number, verb, outcome: String(form['outcome'] ?? 'completed') } };
}

function sentence({ code, details }: Refusal, t: Translate): string {
  const { recalls, number, label } = details ?? {};
  if (code === 'recall_first' && typeof recalls === 'number')
    return t('counter.refused.recallFirst', { recalls });
  if (code === 'has_other_counter' && typeof label === 'string')
    return t('counter.refused.elsewhere', { label });
  if (code === 'counter_busy' && typeof number === 'string') return t('counter.refused.busy', { number });
  return t(`refusal.${code}`, details);
}

import type { Request, Response } from 'express';
import type { Unavailable } from '../../actions/unavailable.ts';
import { type Refusal, refuse } from '../../domain/outcome.ts';
import type { RefusalCode } from '../../domain/refusal-codes.ts';
import { isWordKey, type Translate, words } from '../../locales/words.ts';
import { preferredLocale } from '../locale.ts';
import { type FieldProblem, fieldMessage } from './field-problem.ts';
import { problemField, problemStatus } from './problem-status.ts';

/** A refusal on its way out: with the fields that it is about, when it is about some. */
export interface ApiRefusal extends Refusal {
  readonly fields?: readonly FieldProblem[];
}

export function refuseFields(
  fields: readonly FieldProblem[],
  code: RefusalCode = 'invalid_input',
): ApiRefusal {
  return { ok: false, code, fields };
}

/** One field that names something which is not there or not allowed; the problem has the code of the refusal. */
export function refuseField(code: RefusalCode, field: string): ApiRefusal {
  return refuseFields([{ field, code }], code);
}

/** Answers with problem details (RFC 9457) in the language of the request; `details` must be ready for the wire. */
export function sendProblem(response: Response, refusal: ApiRefusal): void {
  const fields = fieldsOf(refusal);
  const status = refusal.fields === undefined ? problemStatus[refusal.code] : 422;
  response.set('Cache-Control', 'no-store');
  if (status === 204) {
    response.status(204).end();
    return;
  }
  if (status === 401) response.set('WWW-Authenticate', 'Bearer realm="hall"');
  const t = say(response.req);
  send(response, status, {
    code: refusal.code,
    detail: t(`refusal.${refusal.code}`),
    ...(refusal.details === undefined ? {} : { details: refusal.details }),
    ...(status === 422
      ? { errors: fields.map((each) => ({ ...each, message: fieldMessage(each.code, t) })) }
      : {}),
  });
}

/** An outage (R1): when it is worth asking again, and with an Idempotency-Key nothing happens twice. */
export function sendUnavailable(response: Response, { retryAfter }: Unavailable): void {
  response.set('Retry-After', String(retryAfter));
  sendProblem(response, refuse('unavailable'));
}

/** A bug: nothing is told but that it was one. */
export function sendBroken(response: Response): void {
  response.set('Cache-Control', 'no-store');
  send(response, 500, { code: 'internal_error', detail: say(response.req)('api.broken') });
}

function fieldsOf({ code, fields, details }: ApiRefusal): readonly FieldProblem[] {
  if (fields !== undefined) return fields;
  return [{ field: String(details?.['field'] ?? problemField[code] ?? ''), code }];
}

function send(response: Response, status: number, members: Readonly<Record<string, unknown>>): void {
  const locale = preferredLocale(response.req.headers['accept-language']);
  const key = `api.title.${status}`;
  const title = isWordKey(key) ? say(response.req)(key) : String(status);
  response
    .status(status)
    .set('Content-Language', locale)
    .vary('Accept-Language')
    .type('application/problem+json')
    .send(JSON.stringify({ type: 'about:blank', title, status, ...members }));
}

function say(request: Request): Translate {
  return words(preferredLocale(request.headers['accept-language']));
}

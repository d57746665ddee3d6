import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Log } from '../../actions/system.ts';
import { unavailableOf } from '../../actions/unavailable.ts';
import { refuse } from '../../domain/outcome.ts';
import type { RefusalCode } from '../../domain/refusal-codes.ts';
import { nameFault, requestFacts } from '../request/request-facts.ts';
import { refuseFields, sendBroken, sendProblem, sendUnavailable } from './problem.ts';

export const unknownCall: RequestHandler = (_request, response) => sendProblem(response, refuse('not_found'));

/** A path of ours with a method that it does not have. */
export function wrongMethod(allowed: readonly string[]): RequestHandler {
  return (request, response) => {
    response.set('Allow', allowed.join(', '));
    if (request.method === 'OPTIONS') response.status(204).end();
    else sendProblem(response, refuse('method_not_allowed'));
  };
}

/** What went wrong before a call could answer: unreadable requests by their status, outages as such; everything else is a bug and is logged. */
export function apiErrors(log: Pick<Log, 'error' | 'warn'>): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const code = unreadable(error);
    const outage = code === null ? unavailableOf(error) : null;
    if (outage !== null) {
      log.warn({ reason: outage.reason, ...requestFacts(request) }, 'a call was not possible');
      if (response.headersSent) next(error);
      else sendUnavailable(response, outage);
      return;
    }
    if (code === null) {
      log.error({ err: error, ...requestFacts(request) }, 'a call failed');
      nameFault(response);
    }
    if (response.headersSent) next(error);
    else if (code === null) sendBroken(response);
    else if (code === 'too_deep') sendProblem(response, refuseFields([{ field: '', code }]));
    else sendProblem(response, refuse(code));
  };
}

function unreadable(error: unknown): RefusalCode | 'too_deep' | null {
  if (typeof error !== 'object' || error === null) return null;
  const { status, type } = error as { status?: unknown; type?: unknown };
  if (typeof status !== 'number' || status < 400 || status >= 500) return null;
  if (type === 'too_deep') return 'too_deep';
  if (status === 413) return 'body_too_large';
  if (status === 415) return 'unsupported_media_type';
  // an address that could not be decoded; else it was the body, its letters or what they were squeezed by
  return error instanceof URIError ? 'not_found' : 'malformed_body';
}

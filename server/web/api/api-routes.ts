import { type RequestHandler, type Response, Router } from 'express';
import type { System } from '../../actions/system.ts';
import { preferredLocale } from '../locale.ts';
import { paths } from '../paths.ts';
import { parameter } from '../request/asked.ts';
import { endSqueezed } from '../squeeze.ts';
import { allCalls } from './all-calls.ts';
import { type AnyCall, takesStrangersKey } from './api-call.ts';
import { callerOf } from './caller.ts';
import { readIdempotencyKey } from './idempotency-header.ts';
import { requestMetrics } from './metrics.ts';
import { openApiDocument } from './openapi.ts';
import { sendProblem } from './problem.ts';
import { apiErrors, unknownCall, wrongMethod } from './problem-handlers.ts';
import { limitCalls, limitKeys } from './rate-limit.ts';
import { parseJson } from './read-json.ts';
import { wireRefusal } from './wire-refusal.ts';

/** Everything below /api/v1: one route for each call, then the problems. */
export function apiRoutes(system: System): Router {
  const api = Router({ caseSensitive: true });
  api.use(requestMetrics(system));
  const keys = limitKeys(system);
  for (const call of allCalls) {
    const limits = call.perMinute === undefined ? [] : [limitCalls(system, call.id, call.perMinute)];
    if (takesStrangersKey(call)) limits.push(keys);
    const body = call.method === 'post' ? [parseJson] : [];
    api[call.method](routeOf(call.path), ...limits, ...body, answerCall(system, call));
  }
  let description: Buffer | null = null;
  api.get('/openapi.json', (_request, response) => {
    description ??= Buffer.from(JSON.stringify(openApiDocument(allCalls)));
    response.set('Cache-Control', 'public, max-age=300');
    sendOpen(response, description);
  });
  for (const path of new Set([...allCalls.map(({ path: each }) => each), '/openapi.json'])) {
    api.all(routeOf(path), wrongMethod(methodsOf(path)));
  }
  // pages, for people
  for (const path of ['/docs', '/hall-api.d.mts'])
    api.get(path, (_request, _response, next) => next('router'));
  api.use(unknownCall);
  api.use(apiErrors(system.log));
  const router = Router();
  router.use(paths.api.root(), api);
  return router;
}

/** "/sites/{site}/slots" as the router writes it. */
export function routeOf(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}

function methodsOf(path: string): readonly string[] {
  const own = allCalls.filter((call) => call.path === path).map(({ method }) => method.toUpperCase());
  const methods = own.length === 0 ? ['GET'] : own;
  return [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'];
}

const written = new WeakMap<object, Buffer>();

function jsonOf(value: object): Buffer {
  let json = written.get(value);
  if (json === undefined) {
    json = Buffer.from(JSON.stringify(value));
    written.set(value, json);
  }
  return json;
}

/** What everybody may read, as express would write it; an answer that was written or squeezed before is neither again. */
function sendOpen(response: Response, json: string | Buffer): void {
  response.set('Content-Type', 'application/json; charset=utf-8');
  endSqueezed(response, json);
}

function answerCall(system: System, call: AnyCall): RequestHandler {
  return async (request, response) => {
    const caller = await callerOf(system, request, call.access);
    if (!caller.ok) {
      sendProblem(response, caller);
      return;
    }
    const key = call.idempotent === true ? readIdempotencyKey(request) : { ok: true as const, value: null };
    if (!key.ok) {
      sendProblem(response, key);
      return;
    }
    const catalogue = await system.catalogue();
    const outcome = await call.run({
      system,
      catalogue,
      now: system.clock.now(),
      caller: caller.value,
      // every path of ours has plain parameters, so none is a list
      params: request.params as Readonly<Record<string, string>>,
      query: request.query,
      body: request.body ?? (call.method === 'post' ? {} : undefined),
      locale: preferredLocale(request.headers['accept-language']),
      idempotencyKey: key.value,
    });
    if (!outcome.ok) {
      sendProblem(response, wireRefusal(outcome, catalogue.sites.get(parameter(request, 'site'))));
      return;
    }
    response.set(
      'Cache-Control',
      call.keepFor === undefined ? 'no-store' : `public, max-age=${call.keepFor}`,
    );
    response.status(call.status);
    if (call.sameObject === true) sendOpen(response, jsonOf(outcome.value as object));
    else if (call.access === 'all' && call.method === 'get')
      sendOpen(response, JSON.stringify(outcome.value));
    else response.json(outcome.value);
  };
}

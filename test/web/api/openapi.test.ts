import assert from 'node:assert/strict';
import type { Router } from 'express';
import { allCalls } from '../../../server/web/api/all-calls.ts';
import { apiRoutes } from '../../../server/web/api/api-routes.ts';
import { type ApiClient, newBooking, root, startApi } from './api-client.ts';

type Json = { readonly [name: string]: Json } & { readonly $ref?: string };

/** Every method and path that the router answers itself, the fallback for wrong methods left out. */
function routed(router: Router): string[] {
  return router.stack.flatMap((layer) => {
    const inner = layer.handle as unknown as Partial<Router>;
    if (layer.route === undefined) return inner.stack === undefined ? [] : routed(inner as Router);
    const { path, stack } = layer.route;
    const methods = new Set(stack.map((each) => each.method).filter((method) => method !== undefined));
    return [...methods].map((method) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
  });
}

describe('The description of the API', () => {
  let api: ApiClient;
  let description: Json;
  before(async () => {
    api = await startApi({ engine: 'sqlite' });
    description = (await api.request.get(`${root}/openapi.json`).expect(200)).body;
  });
  after(() => api.close());

  it('describes every route of the router, and no other', () => {
    const described = Object.entries(description['paths'] ?? {}).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    const about = ['/openapi.json', '/docs', '/hall-api.d.mts'].map((path) => `get ${path}`);
    const own = routed(apiRoutes(api.hall.system)).filter((route) => !about.includes(route));
    assert.deepEqual([...new Set(own)].sort(), described.sort());
  });

  it('points to no schema that is not there, and every operation has its own name', () => {
    const text = JSON.stringify(description);
    const schemas = new Set(Object.keys(description['components']?.['schemas'] ?? {}));
    for (const [, name] of text.matchAll(/"#\/components\/schemas\/(\w+)"/g))
      assert.ok(schemas.has(name ?? ''), name);
    assert.equal(new Set(allCalls.map(({ id }) => id)).size, allCalls.length);
    assert.equal(description['openapi'], '3.1.0');
  });

  it('says of a call that needs a key that it may answer 401 and 403, in problem details', () => {
    const responses = description['paths']?.['/counters/{counter}/calls']?.['post']?.['responses'];
    assert.deepEqual(Object.keys(responses ?? {}).sort(), [
      '201',
      '204',
      '400',
      '401',
      '403',
      '404',
      '409',
      '413',
      '415',
      '422',
      '503',
    ]);
    const problem = responses?.['409']?.['content']?.['application/problem+json']?.['schema'];
    assert.equal(problem?.$ref, '#/components/schemas/Problem');
  });

  it('every list and every answer is what its schema says', async () => {
    const { system } = api.hall;
    const caller = {
      key: {
        id: 'k',
        kind: 'staff',
        site: null,
        name: 'k',
        createdAt: 0,
        revokedAt: null,
        lastUsedAt: null,
        expiresAt: null,
      },
      token: null,
      actor: { kind: 'key', id: 'k', address: null },
      scope: 'k',
    } as const;
    const common = {
      system,
      catalogue: await system.catalogue(),
      now: system.clock.now(),
      caller,
      locale: 'en',
      idempotencyKey: null,
    } as const;
    const run = async (
      id: string,
      ask: { params?: Record<string, string>; query?: object; body?: object },
    ) => {
      const call = allCalls.find((each) => each.id === id);
      assert.ok(call !== undefined);
      const outcome = await call.run({ ...common, params: {}, query: {}, body: {}, ...ask });
      assert.ok(outcome.ok, `${id}: ${JSON.stringify(outcome)}`);
      call.answer.parse(outcome.value);
      return outcome.value;
    };
    const params = { site: 'BJ-TSY', counter: 'BJ-TSY-1' };
    await run('listSites', {});
    await run('listServices', {});
    await run('listSlots', {
      params,
      query: { service: ['RENEW', 'ADD_OPERATOR:2'], from: '2026-12-20', to: '2027-01-10' },
    });
    await run('createBooking', { body: newBooking() });
    const { token } = (await run('takeTicket', { params, body: { services: ['RENEW'] } })) as {
      token: string;
    };
    await run('showTicket', { params: { token } });
    await run('openCounter', { params });
    await run('callNext', { params });
    await run('listCounters', { query: { site: 'BJ-TSY' } });
    await run('showBoard', { params });
    await run('parkCounter', { params });
    await run('listEvents', { params });
  });
});

import assert from 'node:assert/strict';
import type { Readiness } from '../../server/actions/health/readiness.ts';
import type { HallSystem } from '../support/hall-system.ts';

export interface Told {
  readonly status: number;
  /** name of a check → why it is not well */
  readonly reasons: Readonly<Record<string, string>>;
  readonly milliseconds: number;
}

/** One answer of /readyz. */
export async function ready(hall: HallSystem): Promise<Told> {
  const began = performance.now();
  const { status, body } = await hall.request.get('/readyz');
  const milliseconds = performance.now() - began;
  const { checks } = body as Readiness;
  assert.equal(body.status, status === 200 ? 'ready' : 'unavailable');
  const wrong = checks.filter(({ ok }) => !ok);
  return {
    status,
    milliseconds,
    reasons: Object.fromEntries(wrong.map(({ name, reason }) => [name, reason ?? '?'])),
  };
}

/** Asks until the answer is another one than before; an answer stands for a second. */
export async function becomes(hall: HallSystem, status: number): Promise<Told> {
  for (let asked = 0; asked < 100; asked += 1) {
    const told = await ready(hall);
    // "within two seconds", on a machine that does much else
    assert.ok(told.milliseconds < 4000, `${told.milliseconds} ms`);
    if (told.status === status) return told;
    await new Promise((go) => setTimeout(go, 100));
  }
  throw new Error(`never ${status}`);
}

import type { Site } from '../../server/domain/catalogue/site.ts';
import { testQueue, testSite } from '../support/sites.ts';

export const attackClock = '2026-11-24T10:00:00+08:00';
export const counters = 30;

/** One queue, so that everybody wants the same, and thirty counters that call from it. */
export function attackSite(places: number): Site {
  return testSite({
    queues: [testQueue({ places })],
    counters: Array.from({ length: counters }, (_, k) => ({
      code: `BJ-TSY-${k + 1}`,
      label: `${k + 1}`,
      queues: ['BJ-TSY:A'],
      sort: k,
    })),
  });
}

const quarter = 15 * 60_000;

/** Start of a slot of a local day; the afternoon begins with the thirteenth. */
export function slotOf(day: string, k: number): string {
  const at =
    k < 12 ? Date.parse(`${day}T09:00:00+08:00`) : Date.parse(`${day}T13:00:00+08:00`) - 12 * quarter;
  return new Date(at + k * quarter).toISOString();
}

/** A body for the API by the nth handling person. */
export function bookingBody(n: number, start: string): object {
  return {
    site: 'BJ-TSY',
    services: [{ code: 'RENEW' }],
    start,
    enterprise: { name: '测试企业有限公司', creditCode: '914403001922038216' },
    contact: { name: '王小明', mobile: `139${String(10_000_000 + n)}`, email: `n${n}@test.invalid` },
    consent: true,
  };
}

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export async function post(
  url: string,
  path: string,
  body: object,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(`${url}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? {} : JSON.parse(text) };
}

/** How many of each status, and the codes of what was refused. */
export function tally(answers: readonly Answer[]): Record<string, number> {
  const count: Record<string, number> = {};
  for (const { status, body } of answers) {
    const name = status < 400 ? `${status}` : `${status} ${body['code']}`;
    count[name] = (count[name] ?? 0) + 1;
  }
  return count;
}

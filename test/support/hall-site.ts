import { defaultBookingRules } from '../../server/domain/booking/booking-rules.ts';
import type { Counter, Queue, Site } from '../../server/domain/catalogue/site.ts';
import type { HallPolicy } from '../../server/domain/queue/hall/hall-policy.ts';
import { defaultHallPolicy } from '../../server/domain/queue/hall/hall-policy.ts';
import type { HallState } from '../../server/domain/queue/hall/hall-state.ts';

export const queueA = 'BJ-TSY:A';
export const queueB = 'BJ-TSY:B';

/** Catalogue minutes of the services of a hall made by `hallSite`. */
export const hallMinutes: ReadonlyMap<string, number> = new Map([
  ['RENEW', 10],
  ['ADD_OPERATOR', 15],
  ['ADD_DECLARANT', 15],
  ['REPLACE', 15],
  ['UNLOCK', 5],
  ['NEW', 30],
]);

/** A site whose hall has so many counters; the last third (at least one) serves queue B as well. */
export function hallSite(counters = 3, policy: Partial<HallPolicy> = {}): Site {
  const mixed = counters - Math.max(1, Math.round(counters / 3));
  return {
    code: 'BJ-TSY',
    city: 'BJ',
    kind: 'customs',
    name: { 'zh-CN': '北京海关天水园办公区', en: 'Beijing Customs Tianshuiyuan Office Area' },
    address: null,
    telephone: null,
    website: null,
    note: null,
    timeZone: 'Asia/Shanghai',
    bookable: true,
    handling: false,
    sessions: [],
    exceptions: [],
    makeUpWeekday: 1,
    queues: [queue(queueA, 'A', 1, 3), queue(queueB, 'B', 2, 1)],
    services: [...hallMinutes].map(([service, minutes]) => ({
      service,
      queue: service === 'NEW' ? queueB : queueA,
      minutes,
    })),
    counters: Array.from({ length: counters }, (_, index) => counter(index + 1, index >= mixed)),
    rules: defaultBookingRules,
    hall: { ...defaultHallPolicy, ...policy },
    active: true,
    verified: true,
    sort: 1,
  };
}

function queue(id: string, code: string, precedence: number, places: number): Queue {
  return {
    id,
    code,
    name: { 'zh-CN': `${code} 队`, en: `Queue ${code}` },
    precedence,
    slotMinutes: 15,
    places,
  };
}

function counter(label: number, both: boolean): Counter {
  return {
    code: `BJ-TSY-${label}`,
    label: String(label),
    queues: both ? [queueA, queueB] : [queueA],
    sort: label,
  };
}

/** A hall in the middle of its day. */
export const openHall: HallState = {
  kind: 'open',
  opensAt: null,
  closesAt: Date.parse('2026-11-24T17:00:00+08:00'),
  openUntil: Date.parse('2026-11-24T12:00:00+08:00'),
  reason: null,
};

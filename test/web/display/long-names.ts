import type { System } from '../../../server/actions/system.ts';
import { pauseReasons } from '../../../server/domain/queue/hall/pause-reasons.ts';
import type { Board, BoardQueue } from '../../../server/domain/queue/screens/board.ts';
import { raiseCatalogueVersion } from '../../../server/store/catalogue/catalogue-store.ts';
import { calledAt } from './wall-states.ts';

const chinese = '新企业入网及各类变更与补办综合受理业务（含外贸代理报关单位及个体工商户等）专用队列。';
const english = 'Enrolment, changes and renewal of entities and their declarants. ';

/** Names of so many characters, in both languages. */
function nameOf(length: number): BoardQueue['name'] {
  const long = (text: string): string => text.repeat(4).slice(0, length).trim();
  return { 'zh-CN': long(chinese), en: long(english) };
}

export interface LongWall {
  readonly queues: number;
  readonly counters: number;
  readonly called: number;
  readonly waiting: number;
}

/** characters of a name */
const long = 40;
/** characters of a notice, and of a reason to be closed: as many as can be entered */
const longest = 120;

const waits = [
  { low: 45, high: 80 },
  { low: 95, high: 140, notToday: 80 },
  { low: 10, high: 15, after: '2026-11-24T13:30:00+08:00' },
  { low: 150, high: 240 },
];

/** A wall of queues with long names, each with another wait to tell. */
export function longWall(board: Board, { queues, counters, called, waiting }: LongWall): Board {
  return {
    ...calledAt(board, counters, called),
    missed: Array.from({ length: 8 }, (_none, index) => `A${1088 + index}`),
    queues: [...'ABCDEFGH'].slice(0, queues).map((code, index): BoardQueue => {
      const people = Math.max(0, waiting - 3 * index);
      const closed = { until: '2026-11-24T14:00:00+08:00', reason: nameOf(longest) };
      return {
        code,
        name: nameOf(long),
        waiting: people,
        appointments: Math.floor(people / 3),
        wait: waits[index % 4] ?? null,
        ...(index === 5 ? { closed } : {}),
      };
    }),
  };
}

/** The same wall in every state that says something long. */
export function longStates(board: Board): Readonly<Record<string, Board>> {
  const crowded = longWall(board, { queues: 8, counters: 20, called: 20, waiting: 300 });
  const few = longWall(board, { queues: 5, counters: 3, called: 2, waiting: 12 });
  const nobody = { ...few, calling: [], waiting: [] };
  const reason = nameOf(longest);
  return {
    crowded,
    'all of twenty served': longWall(board, { queues: 8, counters: 20, called: 0, waiting: 300 }),
    few,
    'some counters paused': pausedSome(few),
    'nobody called': nobody,
    'paused, with a reason': { ...few, state: 'paused', reason },
    'crowded and paused': { ...crowded, state: 'paused', reason },
    'closed, with a reason, until another day': {
      ...nobody,
      state: 'closed',
      reason,
      opensAt: '2026-12-24T09:00:00+08:00',
    },
    closing: { ...few, state: 'closing' },
  };
}

/** With more counters, each of which pauses for another of the usual reasons, or one that is not for everybody. */
function pausedSome(board: Board): Board {
  const reasons = [...Object.values(pauseReasons), undefined];
  const paused = reasons.map((reason, index) => ({
    code: `BJ-TSY-P${index}`,
    label: `P${index}`,
    state: 'paused' as const,
    ...(reason === undefined ? {} : { reason }),
  }));
  return { ...board, counters: [...board.counters, ...paused] };
}

/** Gives a site a long name, and long notices. */
export async function nameAtLength(system: System, site: string): Promise<void> {
  const name = nameOf(long);
  const notice = nameOf(longest);
  await system.database.writer.transaction(async (transaction) => {
    await transaction('site').where({ code: site }).update({ name_zh: name['zh-CN'], name_en: name.en });
    await transaction('notice').where({ site }).update({ text_zh: notice['zh-CN'], text_en: notice.en });
    await raiseCatalogueVersion(transaction);
  });
  system.catalogueCache.forget();
}

import { theSystem } from '../../server/domain/staff/actor.ts';
import { writeRecordings } from '../../server/store/recording/recording-store.ts';
import { writeWallPicture } from '../../server/store/wall-picture/wall-picture-store.ts';
import type { HallSystem } from './hall-system.ts';

/** Something that exists for each parameter of a route, always of BJ-TSY, so that "not found" never hides "not permitted". */
export type RouteExamples = Readonly<Record<string, string>>;

/** By name of the parameter, for routes whose parameters need no more than that. */
export const plainExamples: RouteExamples = {
  site: 'BJ-TSY',
  service: 'RENEW',
  code: 'BJ-TSY-1',
  counter: 'BJ-TSY-1',
  verb: 'open',
  table: 'days',
  position: '0',
  template: 'booked',
  locale: 'en',
  kind: 'webhook',
  date: '2026-11-23',
};

/** What stands for parameters below a path: `{ '/admin/outbox': { id: … } }`. */
export type ExamplesBelow = Readonly<Record<string, RouteExamples>>;

/** A route with its parameters filled in; those for which there is no example are "none". */
export function exampleOf(path: string, plain: RouteExamples, below: ExamplesBelow): string {
  const own = Object.entries(below).filter(([prefix]) => path.startsWith(prefix));
  const examples: RouteExamples = Object.assign({}, plain, ...own.map(([, values]) => values));
  const query = queryExamples.find(([start]) => path.startsWith(start))?.[1] ?? '';
  return (
    path.replace(/:(\w+)/g, (_whole, name: string) => encodeURIComponent(examples[name] ?? 'none')) + query
  );
}

/** Where the site stands in the query. */
const queryExamples: readonly (readonly [string, string])[] = [
  ['/admin/import/', '?format=csv'],
  ['/admin/day/:', ''],
  ['/admin/day', '?site=BJ-TSY&format=csv'],
  ['/admin/statistics/clerks', '?site=BJ-TSY'],
  ['/admin/told', '?site=BJ-TSY'],
  ['/admin/statistics', '?site=BJ-TSY&format=xlsx'],
];

/** Where a form says what it is about. */
export const formExamples: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '/admin/unverified': { _subject: 'site/BJ-TSY' },
  '/admin/day/new': { site: 'BJ-TSY' },
};

/** What a call of the API is sent, by the end of its path, so that no "invalid input" hides "not permitted". */
export const bodyExamples: Readonly<Record<string, object>> = {
  '/tickets': { services: ['RENEW'] },
  '/check-ins': { reference: 'H23K-8P2M' },
  '/pause': { reason: 'lunch' },
  '/finish': { outcome: 'completed' },
  '/transfer': { queue: 'A' },
  '/correction': { priority: true, reason: 'x' },
  '/void': { reason: 'x' },
  '/deferral': { places: 1 },
  '/joining': { reference: 'H23K-8P2M', proof: '5678' },
  '/outcome': { state: 'done', reason: 'x' },
  '/acceptance': { start: '2026-11-24T10:00:00+08:00' },
  '/move': { start: '2026-11-24T10:00:00+08:00' },
  '/handling': { mode: 'self_service' },
};

export async function firstId(hall: HallSystem, table: string): Promise<string> {
  const row = (await hall.system.database.reader(table).first('id')) as { id: string } | undefined;
  if (row === undefined) throw new Error(`there is no ${table} to take as an example`);
  return row.id;
}

/** A branch's own recording, as its address names it. */
export async function recordingFile({ system, clock }: HallSystem): Promise<string> {
  const [sha256, bytes] = ['ab'.repeat(32), Buffer.from('a word')];
  const recording = {
    site: 'BJ-TSY',
    fragment: 'chime',
    kind: 'wav',
    size: bytes.length,
    sha256,
    bytes,
  } as const;
  await writeRecordings(system.database.writer, [{ ...recording, uploadedAt: clock.now() }], theSystem);
  return `${sha256}.wav`;
}

/** A branch's own picture, as its address names it. */
export async function wallPictureFile({ system, clock }: HallSystem): Promise<string> {
  const [sha256, bytes] = ['ef'.repeat(32), Buffer.from('a picture')];
  const picture = {
    site: 'BJ-TSY',
    sha256,
    kind: 'png',
    size: bytes.length,
    name: 'hall.png',
    uploadedAt: clock.now(),
    bytes,
  } as const;
  await writeWallPicture(system.database.writer, picture, theSystem);
  return `${sha256}.png`;
}

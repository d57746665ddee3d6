import { execFileSync } from 'node:child_process';
import { migrate } from '../../server/store/database.ts';
import { type BareSystem, insertSites, onDatabase } from '../support/bare-system.ts';
import { setClock } from '../support/hall-system.ts';
import { testQueue, testSite } from '../support/sites.ts';
import { assertSoundBookings } from '../support/stored-bookings.ts';
import { Cluster, isPrimary } from './cluster.ts';
import { everyFreePlace } from './free-places.ts';
import { Halls } from './halls.ts';
import type { Machine } from './machine.ts';
import type { Programs } from './programs.ts';
import { Storm, type Tally } from './storm.ts';

const clockStart = '2026-11-24T10:00:00+08:00';
const sites = ['NORTH', 'EAST', 'SOUTH', 'WEST'].map((code) => {
  const queue = `${code}:A`;
  return testSite({
    code,
    queues: [testQueue({ id: queue, places: 50 })],
    services: [{ service: 'RENEW', queue, minutes: null }],
    counters: [],
  });
});

export interface DrillReport {
  readonly acknowledged: number;
  readonly tally: Tally;
  /** what happened, and seconds until the first booking that was sent after it was answered */
  readonly steps: readonly { readonly name: string; readonly seconds: number }[];
  /** references that were answered and are not there */
  readonly lost: readonly string[];
  /** rows beyond one for each that was asked for */
  readonly doubled: number;
  /** how processes of the hall ended that should not have */
  readonly ended: readonly string[];
  /** what the hall has logged as errors */
  readonly logged: readonly string[];
}

/** Kills, freezes and changes over machines of the database in a storm of bookings. `tell` is given a line for each step. */
export async function drill(programs: Programs, tell: (line: string) => void): Promise<DrillReport> {
  const cluster = new Cluster(programs);
  const halls = new Halls({ databaseUrl: cluster.url, clockStart });
  let look: BareSystem | null = null;
  try {
    await cluster.start();
    tell('two databases, one of them a synchronous standby; three etcd; HAProxy');
    look = onDatabase(cluster.url, setClock(clockStart));
    await migrate(look.system.database);
    await insertSites(look.system, sites);
    await look.close();
    await halls.start(2);
    const places = await everyFreePlace(halls.urls[0] ?? '', { from: '2026-11-25', to: '2026-12-04' });
    const storm = new Storm(() => halls.urls, places);
    await storm.more(300);
    tell('two processes of the hall, and a storm of bookings');
    const steps = await lossesOf(cluster, storm, tell);
    await storm.more(100);
    const wanted = await storm.end();
    await cluster.untilWhole();
    look = onDatabase(cluster.url, setClock(clockStart));
    const found = await compare(look, storm, wanted);
    return {
      acknowledged: storm.answers.length,
      tally: storm.tally,
      steps,
      ...found,
      ended: halls.ended,
      logged: halls.errors(),
    };
  } finally {
    await halls.close();
    await look?.close().catch(() => {});
    cluster.close();
  }
}

type Step = DrillReport['steps'][number];

async function lossesOf(cluster: Cluster, storm: Storm, tell: (line: string) => void): Promise<Step[]> {
  const steps: Step[] = [];
  const step = async (name: string, happens: () => void, promoted = ''): Promise<void> => {
    const began = performance.now();
    happens();
    const { answered } = await storm.firstAfter(performance.now());
    const seconds = (answered - began) / 1000;
    steps.push({ name, seconds });
    tell(`${name}: the first answer after ${seconds.toFixed(1)} s${promoted}`);
    await storm.more(200);
  };
  const back = async (machine: Machine): Promise<void> => {
    const began = performance.now();
    machine.startEtcd();
    machine.startPatroni();
    await cluster.untilWhole();
    const rewound = /running pg_rewind/.test(machine.log('patroni')) ? ', wound back by pg_rewind' : '';
    tell(`${machine.name} is a synchronous standby again ${since(began)} after its start${rewound}`);
  };
  const first = await cluster.primary();
  await step('the machine of the primary is killed', () => first.kill());
  await back(first);
  await step('the standby and the primary change over, as planned', () => changeOver(cluster));
  await cluster.until('the change', (members) =>
    members.some((each) => isPrimary(each) && each.name === first.name),
  );
  await cluster.untilWhole();
  const standby = cluster.machines.find(({ name }) => name !== first.name && name !== 'db3');
  if (standby === undefined) throw new Error('there is no standby');
  await step('the machine of the standby is killed', () => standby.kill());
  await back(standby);
  let thaw = (): void => {};
  await step('the machine of the primary goes silent', () => {
    thaw = first.freeze();
  });
  thaw();
  const began = performance.now();
  await cluster.until('the former primary as a standby', (members) =>
    members.some(({ name, role }) => name === first.name && role === 'sync_standby'),
  );
  tell(`woken up, ${first.name} is a synchronous standby ${since(began)} later`);
  return steps;
}

const since = (instant: number): string => `${((performance.now() - instant) / 1000).toFixed(1)} s`;

/** As an operator asks for it, see server/deploy/README.md. */
function changeOver(cluster: Cluster): void {
  const file = cluster.machines[2].file('patronictl.yml', cluster.controlFile());
  execFileSync('patronictl', ['-c', file, 'switchover', '--force', 'hall'], { stdio: 'ignore' });
}

async function compare(
  { system }: BareSystem,
  storm: Storm,
  wanted: number,
): Promise<{ lost: string[]; doubled: number }> {
  const { database, clock } = system;
  await assertSoundBookings(database, clock.now(), 'on');
  const stored = await database.writer('booking').select('reference');
  const references = new Set(stored.map(({ reference }) => reference));
  const lost = storm.answers.map(({ reference }) => reference).filter((each) => !references.has(each));
  const refusedForGood = wanted - storm.answers.length;
  return { lost, doubled: stored.length - wanted + refusedForGood };
}

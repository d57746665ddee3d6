import { Gauge, type Registry } from 'prom-client';
import { keptReading } from '../../actions/health/kept-reading.ts';
import type { Readiness } from '../../actions/health/readiness.ts';
import { roomLeft } from '../../actions/health/room-left.ts';
import type { System } from '../../actions/system.ts';
import { dayLong } from '../../domain/calendar/durations.ts';
import { localDate } from '../../domain/calendar/local-time.ts';
import {
  leftByStrangers,
  type OutboxLoad,
  outboxLoad,
  poolLoads,
  waitingBySite,
} from '../../store/health/load-query.ts';
import { jobRuns } from '../../store/job/job-run-query.ts';
import { type RefusingChannel, refusingChannels } from '../../store/message/refused-query.ts';
import { waitersBySite } from '../../store/waitlist/waitlist-query.ts';
import { type ScreensOf, silentMachines } from '../staff/silent-machines.ts';

/** Sockets of this process: of strangers, and of all. */
export type SocketLoad = () => { readonly guests: number; readonly all: number };

export interface OperationsParts {
  readonly readiness: () => Promise<Readiness>;
  /** the numbers in the text format of Prometheus */
  readonly metrics: () => Promise<string>;
  readonly screens: ScreensOf;
  readonly sockets: SocketLoad;
}

interface Reading {
  readonly outbox: OutboxLoad;
  readonly waiting: ReadonlyMap<string, number>;
  readonly waitlist: ReadonlyMap<string, number>;
  /** last success of each job, epoch ms */
  readonly jobs: ReadonlyMap<string, number>;
  readonly silent: number;
  readonly refusing: readonly RefusingChannel[];
  /** rows that strangers leave, by table */
  readonly left: ReadonlyMap<string, number>;
}

/** So often at most the database is asked for numbers, and for no longer than this; milliseconds. */
const readEvery = 5000;
const patience = 1500;

/** What an operator watches besides requests. None of it says who or what; nothing fails when the database is away. */
export function addOperations(
  system: System,
  registry: Registry,
  parts: Omit<OperationsParts, 'metrics'>,
): void {
  const { clock, database, bookings, halls } = system;
  const registers = [registry];
  const read = keptReading(readEvery, patience, () => readAll(system, parts.screens));
  const gauge = <Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[],
    fill: (own: Gauge<Label>) => void | Promise<void>,
  ): Gauge<Label> =>
    new Gauge<Label>({
      name,
      help,
      labelNames,
      registers,
      async collect() {
        this.reset();
        await fill(this);
      },
    });
  const fromReading = (name: string, help: string, value: (reading: Reading) => number): Gauge<string> =>
    gauge(name, help, [], async (own) => {
      const reading = await read();
      // no number rather than a nought: nobody knows
      own.remove();
      if (reading !== null) own.set(value(reading));
    });

  gauge('hall_check_ok', 'What /readyz looks at: 1 well, 0 not', ['check'], async (own) => {
    for (const { name, ok } of (await parts.readiness()).checks) own.set({ check: name }, ok ? 1 : 0);
  });
  gauge('hall_command_age_seconds', 'Age of the oldest command without an answer', ['queue'], (own) => {
    own.set({ queue: 'bookings' }, bookings.oldestWait() / 1000);
    own.set({ queue: 'halls' }, halls.oldestWait() / 1000);
  });
  gauge('hall_pool_connections', 'Connections to the database', ['pool', 'state'], (own) => {
    for (const [pool, load] of Object.entries(poolLoads(database)))
      for (const [state, count] of Object.entries(load)) own.set({ pool, state }, count);
  });
  addSockets(registry, parts.sockets);
  gauge(
    'hall_stranger_rows',
    'Rows that strangers have left, until they are swept',
    ['table'],
    async (own) => {
      for (const [table, rows] of (await read())?.left ?? []) own.set({ table }, rows);
    },
  );
  gauge('hall_disk_free_bytes', 'Room left where this process writes', ['folder'], async (own) => {
    for (const [folder, free] of await roomLeft(system)) own.set({ folder }, free);
  });
  fromReading(
    'hall_outbox_undelivered',
    'Messages that are due and not delivered',
    (at) => at.outbox.undelivered,
  );
  fromReading('hall_outbox_dead', 'Messages that were given up', (at) => at.outbox.dead);
  fromReading('hall_outbox_age_seconds', 'Since when the oldest undelivered message is due', ({ outbox }) =>
    outbox.oldestDueAt === null ? 0 : Math.max(0, clock.now() - outbox.oldestDueAt) / 1000,
  );
  gauge(
    'hall_channel_refused',
    'Messages that a channel refuses until its settings are mended',
    ['channel', 'site'],
    async (own) => {
      for (const { kind, site, count } of (await read())?.refusing ?? [])
        own.set({ channel: kind, site: site ?? 'all' }, count);
    },
  );
  fromReading(
    'hall_silent_devices',
    'Displays and kiosks that should be at work and are silent',
    (at) => at.silent,
  );
  gauge('hall_people_waiting', 'People who wait in a hall that is open', ['site'], async (own) => {
    for (const [site, count] of (await read())?.waiting ?? []) own.set({ site }, count);
  });
  gauge('hall_waitlist_entries', 'People who wait for a place', ['site'], async (own) => {
    for (const [site, count] of (await read())?.waitlist ?? []) own.set({ site }, count);
  });
  gauge('hall_job_success_timestamp_seconds', 'When a job last ended well', ['name'], async (own) => {
    for (const [name, at] of (await read())?.jobs ?? []) own.set({ name }, at / 1000);
  });
}

function addSockets(registry: Registry, sockets: SocketLoad): void {
  new Gauge({
    name: 'hall_sockets',
    help: 'Open sockets of this process, those of strangers and the others',
    labelNames: ['of'],
    registers: [registry],
    collect() {
      const { guests, all } = sockets();
      this.set({ of: 'strangers' }, guests);
      this.set({ of: 'others' }, all - guests);
    },
  });
}

async function readAll(system: System, screens: ScreensOf): Promise<Reading> {
  const { database, clock } = system;
  const { reader } = database;
  const now = clock.now();
  const sites = new Set((await system.catalogue()).sites.keys());
  const runs = await jobRuns(reader);
  return {
    outbox: await outboxLoad(reader, now),
    // yesterday somewhere is today elsewhere
    waiting: await waitingBySite(reader, localDate(now - dayLong, 'UTC')),
    waitlist: await waitersBySite(reader),
    jobs: new Map(
      [...runs].flatMap(([job, { succeededAt }]) =>
        succeededAt === null ? [] : [[job, succeededAt] as const],
      ),
    ),
    refusing: await refusingChannels(reader),
    left: await leftByStrangers(reader),
    silent: (await silentMachines(system, screens, sites)).length,
  };
}

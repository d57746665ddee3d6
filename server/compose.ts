import type { RequestListener } from 'node:http';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import type { Server as SocketServer } from 'socket.io';
import { canTakePlace } from './actions/booking/can-take-place.ts';
import { makeReadiness, type Readiness } from './actions/health/readiness.ts';
import { reportAddress } from './actions/report/send-reports.ts';
import type { Announcer, System } from './actions/system.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import { minute } from './domain/calendar/durations.ts';
import { ignoreUpgrade } from './ignore-upgrade.ts';
import { type DeliveryJob, startDelivery } from './jobs/deliver-messages.ts';
import { everyJob } from './jobs/every-job.ts';
import type { SilentAt } from './jobs/floor-alarms.ts';
import { type Scheduled, schedule } from './jobs/schedule.ts';
import { type LogTarget, makeLogger } from './make-logger.ts';
import { makeSystem } from './make-system.ts';
import type { DeliveryParts } from './messages/delivery.ts';
import { type Messaging, makeMessaging } from './messages/messaging.ts';
import { nameOneHost } from './one-host.ts';
import { joinedMetrics } from './processes/joined-metrics.ts';
import { readyDatabase } from './ready-database.ts';
import { type Gateway, makeGateway } from './realtime/gateway.ts';
import { makeGuests } from './realtime/guests.ts';
import { makeIo } from './realtime/make-io.ts';
import type { Machines } from './realtime/screen-watch.ts';
import { realTiming, type Timing } from './realtime/timing.ts';
import { connectionsOf, grace, stopListening } from './stop-listening.ts';
import { hasOwnVoice } from './store/device/device-query.ts';
import { tellStart } from './tell-start.ts';
import { reportComposer } from './web/admin/reports/report-mail.ts';
import { metricsOf } from './web/api/metrics.ts';
import { makeApp } from './web/app.ts';
import { loadAssets } from './web/assets.ts';
import { formatting } from './web/formatting.ts';
import { blankedLinks, messageLinks } from './web/message-links.ts';
import { deviceOnSocket } from './web/middleware/device.ts';
import { headerSetter } from './web/middleware/security-headers.ts';
import { staffSessions } from './web/middleware/staff-session.ts';
import { guestCap } from './web/staff/guest-cap.ts';
import { silentMachines } from './web/staff/silent-machines.ts';
import { staffOrKey } from './web/staff/staff-or-key.ts';
import { within } from './within.ts';

/** The whole system, ready to listen. Tests start the very same. */
export interface Composed {
  readonly app: Express;
  readonly server: Server;
  readonly io: SocketServer;
  readonly system: System;
  readonly gateway: Gateway;
  readonly delivery: DeliveryJob;
  /** answers the address that it listens on */
  listen(): Promise<string>;
  /** what runs by the clock; tests run the jobs themselves */
  startJobs(): void;
  /** finishes what is under way, then lets go of sockets and the database; never takes longer than `longestClose` */
  close(): Promise<void>;
}

/** What remains to be done when nobody is connected any more, milliseconds. */
const cleanUpTime = 1000;
/** Milliseconds. */
export const longestClose = grace + cleanUpTime;

export interface ComposeOptions {
  /** where lines of the log go; absent: standard output */
  readonly log?: LogTarget;
  /** what paces sockets; absent: the time itself */
  readonly timing?: Timing;
}

export async function compose(
  config: Config,
  clock: Clock,
  { log, timing = realTiming }: ComposeOptions = {},
): Promise<Composed> {
  const logger = makeLogger(config, log);
  const database = await readyDatabase(config, logger, clock.now);
  let answer: RequestListener = (_request, response) => response.writeHead(503).end();
  let stopping = false;
  const server = createServer((request, response) => {
    if (stopping) response.setHeader('Connection', 'close');
    if (nameOneHost(request)) answer(request, response);
    else response.writeHead(400, { Connection: 'close' }).end();
  });
  const connections = connectionsOf(server);
  let jobs: Scheduled | null = null;
  const heard: { gateway?: Gateway; delivery?: DeliveryJob } = {};
  const system = makeSystem({
    config,
    clock,
    database,
    log: logger,
    announce: announcerTo(heard),
    baseUrl: () => config.baseUrl ?? addressOf(server, config),
  });
  const messaging = messagingOf(system);
  const delivery = deliveryOf(system, messaging);
  const sessions = staffSessions(system);
  ignoreUpgrade(server, ({ url: asked }) => asked?.startsWith('/socket.io/') ?? false);
  const guests = makeGuests(guestCap(system, sessions));
  const live = await makeIo(server, { ...database, guests, missed: (by) => heard.gateway?.tellAll(by) });
  guardSockets(server, config);
  const gateway = makeGateway({
    io: live.io,
    system,
    ...staffOrKey(system, sessions),
    machines: machinesOf(system),
    several: database.engine === 'postgres',
    timing,
    pushed: (milliseconds) => system.timings.tell('call_to_screen', milliseconds),
  });
  Object.assign(heard, { gateway, delivery });
  const app = makeApp({
    system,
    logger,
    assets: await loadAssets(),
    sessions,
    messaging,
    screens: gateway.screens,
    sockets: () => ({ guests: guests.count(), all: live.io.engine.clientsCount }),
    metrics: joinedMetrics(metricsOf(system).registry),
    readiness: readinessOf(system, { stopping: () => stopping, jobs: () => jobs }),
  });
  answer = app;
  const silentAt: SilentAt = (site) => silentMachines(system, gateway.screens, new Set([site]));
  return {
    app,
    server,
    io: live.io,
    system,
    gateway,
    delivery,
    listen: () => listen(server, config, (address) => tellStart(system, address)),
    startJobs: () => {
      jobs ??= schedule(everyJob(system, silentAt), system, (job, milliseconds) =>
        system.timings.tell('job', milliseconds, { job }),
      );
    },
    close: async () => {
      stopping = true;
      logger.info('the hall is closing');
      const { closed, quiet } = stopListening(server, connections);
      const answered = async (): Promise<void> => {
        await quiet;
        gateway.close();
        await live.close();
        await closed;
      };
      await within(grace, { answered: answered(), delivered: delivery.close(), jobs: jobs?.stop() }, logger);
      const settled = sessions.settled().finally(() => database.close());
      await within(cleanUpTime, { settled, planner: system.planner.close() }, logger);
    },
  };
}

interface Progress {
  stopping(): boolean;
  /** null: they have not been started */
  jobs(): Scheduled | null;
}

function readinessOf(system: System, { stopping, jobs }: Progress): () => Promise<Readiness> {
  const jobsBehind = async (): Promise<readonly string[]> => (await jobs()?.behind()) ?? [];
  return makeReadiness({ system, stopping, jobsBehind });
}

function messagingOf(system: System): Messaging {
  const { config, database, secrets, catalogue } = system;
  const links = { links: messageLinks(system), blankedLinks: blankedLinks(system) };
  return makeMessaging({
    ...{ config, database, catalogue, ...links },
    newId: secrets.newId,
    dates: formatting,
    report: reportComposer(system, links.links),
  });
}

function deliveryOf(system: System, { channels }: Messaging): DeliveryJob {
  const { database, clock, log, secrets, timings } = system;
  const took: DeliveryParts['took'] = (channel, result, milliseconds) =>
    timings.tell('delivery', milliseconds, { channel, result });
  const { chance, newId } = secrets;
  const isPossible = (booking: string) => canTakePlace(system, booking);
  return startDelivery({
    database,
    channels,
    now: clock.now,
    chance,
    newId,
    log,
    took,
    canTakePlace: isPossible,
    reportAddress: (message) => reportAddress(system, message),
  });
}

/** How old the note of a machine in the database may grow while its reports are in memory, milliseconds. */
const noteMachines = minute;

/** The machines of the halls, by the keys that they keep. */
function machinesOf(system: System): Machines {
  return {
    async identify(handshake, { kind, site }) {
      const device = await deviceOnSocket(system, handshake, kind, noteMachines);
      return device !== null && device.pairedAt !== null && device.site === site ? device : null;
    },
    hasOwnVoice: (site) => hasOwnVoice(system.database.reader, site),
  };
}

/** The gateway needs the system and the system announces to the gateway: nothing is announced before both are there. */
function announcerTo(heard: { readonly gateway?: Gateway; readonly delivery?: DeliveryJob }): Announcer {
  return {
    hallChanged: (change) => heard.gateway?.hallChanged(change),
    messagesQueued: (how) => heard.delivery?.wake(how),
  };
}

/** The socket server answers by itself whatever is below its path, before any router; each of its answers has our headers all the same. */
function guardSockets(server: Server, config: Config): void {
  const set = headerSetter(config);
  server.prependListener('request', ({ url }, response) => {
    if (url?.startsWith('/socket.io') === true) set(response);
  });
}

function listen(server: Server, config: Config, opened: (address: string) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, () => {
      const address = addressOf(server, config);
      opened(address);
      resolve(address);
    });
  });
}

function addressOf(server: Server, config: Config): string {
  const address = server.address() as AddressInfo | null;
  const host = config.host === '0.0.0.0' || config.host === '::' ? 'localhost' : config.host;
  return `http://${host.includes(':') ? `[${host}]` : host}:${address?.port ?? config.port}`;
}

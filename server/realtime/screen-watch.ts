import type { IncomingMessage } from 'node:http';
import type { Namespace, Socket } from 'socket.io';
import { type DisplayChoice, displayStamp } from '../domain/queue/screens/display-choice.ts';
import type { HallClientToServer, HallServerToClient, ScreenOrders, ScreenReport } from './events.ts';
import { asReport, keyOf, type Screen, Screens, type SharedSighting } from './screens.ts';
import { throttle } from './throttle.ts';
import type { Timing } from './timing.ts';

/** What the processes tell each other. */
export interface BetweenServers {
  'screen:seen': (sighting: SharedSighting) => void;
  'screen:left': (screen: { readonly site: string; readonly socket: string }) => void;
  /** by a process that has just started and knows of nobody */
  'screens:ask': () => void;
}

export interface Joined {
  site: string;
  /** what it said last of itself, when it is a screen */
  screen?: SharedSighting;
  stamp?: string;
  orders?: ScreenOrders;
}

export type HallSpace = Namespace<HallClientToServer, HallServerToClient, BetweenServers, Joined>;
type HallSocket = Socket<HallClientToServer, HallServerToClient, BetweenServers, Joined>;

/** A paired machine. */
export type KnownDevice = DisplayChoice & { readonly id: string };

export interface Machines {
  /** which paired machine of a hall sent a handshake; null: none that is still let in */
  identify(
    handshake: IncomingMessage,
    ask: { readonly kind: ScreenReport['kind']; readonly site: string },
  ): Promise<KnownDevice | null>;
  /** whether a hall has displays of its own, there or not, silent or not: then nobody else's page speaks */
  hasOwnVoice(site: string): Promise<boolean>;
}

export const nobodyPaired: Machines = { identify: async () => null, hasOwnVoice: async () => false };

export interface WatchParts {
  readonly hall: HallSpace;
  readonly now: () => number;
  readonly timing: Timing;
  readonly machines: Machines;
  /** whether other processes can hear this one */
  readonly several: boolean;
  failed(error: unknown): void;
}

/** Knows the screens of every hall, in whatever process, and has one of each hall speak. */
export class ScreenWatch {
  readonly #parts: WatchParts;
  readonly #screens = new Screens();
  /** by site, as this process has told it */
  readonly #speakers = new Map<string, string | null>();

  constructor(parts: WatchParts) {
    this.#parts = parts;
    const { hall, now } = parts;
    hall.on('screen:seen', (sighting) => {
      this.#screens.heard(sighting, now());
      this.#choose(sighting.site);
    });
    hall.on('screen:left', ({ site, socket }) => {
      this.#screens.left(site, socket);
      this.#choose(site);
    });
    hall.on('screens:ask', () => this.tellOthers());
    this.askOthers();
  }

  /** What other processes have told may not have been heard: once more, please. */
  askOthers(): void {
    const { hall, several } = this.#parts;
    if (several) hall.serverSideEmit('screens:ask');
  }

  /** Tells the other processes of every screen of this one. */
  tellOthers(): void {
    const { hall } = this.#parts;
    for (const socket of hall.sockets.values())
      if (socket.data.screen !== undefined) hall.serverSideEmit('screen:seen', socket.data.screen);
  }

  /** Listens to what a socket says of its screen. */
  attend(socket: HallSocket): void {
    const { timing, failed } = this.#parts;
    let latest: ScreenReport | null = null;
    const hear = throttle(() => {
      if (latest !== null) this.#heard(socket, latest).catch(failed);
    }, timing);
    socket.on('screen:seen', (sent: unknown) => {
      const report = asReport(sent);
      if (report === null) return;
      latest = report;
      hear();
    });
    socket.on('disconnect', () => {
      if (socket.data.screen === undefined) return;
      const gone = { site: socket.data.site, socket: socket.id };
      this.#screens.left(gone.site, gone.socket);
      this.#choose(gone.site);
      this.#tellServers('screen:left', gone).catch(failed);
    });
  }

  of(site: string): readonly Screen[] {
    return this.#screens.of(site, this.#parts.now());
  }

  /** To be called now and then: a process that died has said of nobody that they left. */
  tick(): void {
    for (const site of this.#speakers.keys()) this.#choose(site);
  }

  async #heard(socket: HallSocket, report: ScreenReport): Promise<void> {
    const { site } = socket.data;
    const { machines } = this.#parts;
    const device = await machines.identify(socket.request, { kind: report.kind, site });
    const voice = device?.voice ?? ((await machines.hasOwnVoice(site)) ? 'muted' : 'allowed');
    if (!socket.connected) return;
    const sighting = { ...report, site, socket: socket.id, device: device?.id ?? null };
    const seen = this.#screens.saw({ ...sighting, voice }, this.#parts.now());
    socket.data.screen = seen;
    socket.data.stamp = displayStamp(device);
    this.#choose(site);
    this.#tell(socket, this.#speakers.get(site) ?? null);
    await this.#tellServers('screen:seen', seen);
  }

  #choose(site: string): void {
    const { hall, now } = this.#parts;
    const speaker = this.#screens.speaker(site, now());
    if (this.#speakers.get(site) === speaker) return;
    this.#speakers.set(site, speaker);
    for (const id of hall.adapter.rooms.get(site) ?? []) {
      const socket = hall.sockets.get(id);
      if (socket !== undefined) this.#tell(socket, speaker);
    }
  }

  #tell(socket: HallSocket, speaker: string | null): void {
    const { screen, stamp, orders } = socket.data;
    if (screen === undefined || stamp === undefined) return;
    const speaks = keyOf(screen) === speaker;
    if (orders?.speaks === speaks && orders.stamp === stamp) return;
    socket.data.orders = { speaks, stamp };
    socket.emit('screen:told', { speaks, stamp });
  }

  async #tellServers<Event extends 'screen:seen' | 'screen:left'>(
    event: Event,
    ...content: Parameters<BetweenServers[Event]>
  ): Promise<void> {
    const { hall, several } = this.#parts;
    if (several && (await hall.adapter.serverCount()) > 1) hall.serverSideEmit(event, ...(content as never));
  }
}

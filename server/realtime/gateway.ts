import type { IncomingMessage } from 'node:http';
import type { Namespace, Server, Socket } from 'socket.io';
import { boardMaker } from './current-board.ts';
import type {
  BoardChange,
  CounterChange,
  CounterClientToServer,
  CounterServerToClient,
  HallClientToServer,
  HallServerToClient,
  JoinRefusal,
} from './events.ts';
import { counterNamespace, hallNamespace } from './events.ts';
import { HallRoom } from './hall-room.ts';
import type { HallNews, HallSource } from './hall-source.ts';
import { asReport, type Screen, Screens, type Sighting } from './screens.ts';
import { realTiming, type Timing } from './timing.ts';

const refreshEvery = 15_000;
/** how long a socket of the staff's view may outlive the session or key that let it in */
const judgeAgainEvery = 30_000;

interface BetweenServers {
  'screen:seen': (sighting: Sighting) => void;
}

interface Joined {
  site: string;
}

type HallSpace = Namespace<HallClientToServer, HallServerToClient, BetweenServers, Joined>;
type CounterSpace = Namespace<CounterClientToServer, CounterServerToClient, BetweenServers, Joined>;
type CounterSocket = Pick<Socket, 'request' | 'handshake'>;

export interface GatewayParts {
  readonly io: Server;
  readonly system: HallSource & { readonly log: { error(details: object, message: string): void } };
  /** whether whoever sent this handshake may see the staff's view of the site; `key` is what `auth` brought */
  authorise(
    handshake: IncomingMessage,
    ask: { readonly site: string; readonly key: string | null },
  ): Promise<boolean>;
  readonly timing?: Timing;
  /** how long calls waited for their push, milliseconds */
  readonly told?: (milliseconds: number) => void;
}

export interface Gateway {
  /** to be called after the commit, by the process that made it */
  hallChanged(news: HallNews): void;
  /** displays and kiosks of a site that have been heard of in the last day */
  screens(site: string): readonly Screen[];
  close(): void;
}

/** Carries facts to screens. One room a site; one emit a push, so that it is written once however many listen. */
export function makeGateway({
  io,
  system,
  authorise,
  timing = realTiming,
  told = () => {},
}: GatewayParts): Gateway {
  const maker = boardMaker(system);
  const hall: HallSpace = io.of(hallNamespace);
  const counter: CounterSpace = io.of(counterNamespace);
  const rooms = new Map<string, HallRoom>();
  const screens = new Screens();
  const failed = (error: unknown): void => system.log.error({ err: error }, 'a board could not be told');

  const roomOf = (site: string): HallRoom => {
    let room = rooms.get(site);
    if (room === undefined) {
      const push = (change: BoardChange) => hall.to(site).emit('board:changed', change);
      const pushToStaff = (change: CounterChange) => counter.to(site).emit('counter:changed', change);
      room = new HallRoom(site, { maker, timing, push, pushToStaff, failed, told });
      rooms.set(site, room);
    }
    return room;
  };

  admit(hall, async (site) => ((await maker.siteOf(site)) === null ? 'unknown_site' : null), failed);
  const judge = async (site: string, socket: CounterSocket): Promise<JoinRefusal | null> => {
    if ((await maker.siteOf(site)) === null) return 'unknown_site';
    const known = await authorise(socket.request, { site, key: keyOf(socket.handshake.auth) });
    return known ? null : 'not_permitted';
  };
  admit(counter, judge, failed);

  hall.on('connection', (socket) => {
    const { site } = socket.data;
    // joined before the board is read: nothing can fall between the two
    void socket.join(site);
    const send = (): void => {
      roomOf(site)
        .board()
        .then((board) => {
          if (board !== null) socket.emit('board', board);
        }, failed);
    };
    socket.on('sync', sparingly(send, timing));
    socket.on('screen:seen', (sent: unknown) => {
      const report = asReport(sent);
      if (report === null) return;
      screens.saw({ ...report, site }, system.clock.now());
      void tellServers({ ...report, site });
    });
    send();
  });
  counter.on('connection', (socket) => void socket.join(socket.data.site));
  const stopJudging = keepJudging(counter, judge, timing, failed);
  const tellServers = async (sighting: Sighting): Promise<void> => {
    if ((await hall.adapter.serverCount()) > 1) hall.serverSideEmit('screen:seen', sighting);
  };
  hall.on('screen:seen', (sighting) => screens.saw(sighting, system.clock.now()));

  return {
    hallChanged: (news) => roomOf(news.hall.site).changed(news),
    screens: (site) => screens.of(site, system.clock.now()),
    close: callOff(keepRefreshing(hall, rooms, roomOf, timing, failed), stopJudging),
  };
}

/** Joins are authorised here; afterwards a socket says nothing that would need a right. */
function admit<Space extends HallSpace | CounterSpace>(
  space: Space,
  judge: (site: string, socket: Socket) => Promise<JoinRefusal | null>,
  failed: (error: unknown) => void,
): void {
  space.use((socket: Socket, next: (error?: Error) => void) => {
    const site: unknown = socket.handshake.auth['site'];
    if (typeof site !== 'string') return next(new Error('unknown_site' satisfies JoinRefusal));
    judge(site, socket).then(
      (refusal) => {
        if (refusal !== null) return next(new Error(refusal));
        socket.data.site = site;
        next();
      },
      (error: unknown) => {
        failed(error);
        next(new Error('try_again'));
      },
    );
  });
}

/** Whoever has signed out, was signed out or whose key was revoked hears no more. Answers how to stop. */
function keepJudging(
  counter: CounterSpace,
  judge: (site: string, socket: CounterSocket) => Promise<JoinRefusal | null>,
  timing: Timing,
  failed: (error: unknown) => void,
): () => void {
  let stop = (): void => {};
  const judgeAll = async (): Promise<void> => {
    for (const socket of [...counter.sockets.values()])
      if ((await judge(socket.data.site, socket)) !== null) socket.disconnect();
  };
  const plan = (): void => {
    stop = timing.later(judgeAgainEvery, () => {
      judgeAll().catch(failed);
      plan();
    });
  };
  plan();
  return () => stop();
}

function callOff(...each: readonly (() => void)[]): () => void {
  return () => {
    for (const one of each) one();
  };
}

function keyOf(auth: Readonly<Record<string, unknown>>): string | null {
  return typeof auth['key'] === 'string' ? auth['key'] : null;
}

/** A socket that asks again and again is answered four times a second at most. */
function sparingly(run: () => void, timing: Timing): () => void {
  let planned = false;
  let ranAt = Number.NEGATIVE_INFINITY;
  return () => {
    if (planned) return;
    const pause = ranAt + 250 - timing.elapsed();
    const go = () => {
      planned = false;
      ranAt = timing.elapsed();
      run();
    };
    if (pause <= 0) return go();
    planned = true;
    timing.later(pause, go);
  };
}

/** Waits change with the time: whoever listens to this process gets a fresh board now and then. Answers how to stop. */
function keepRefreshing(
  hall: HallSpace,
  rooms: ReadonlyMap<string, HallRoom>,
  roomOf: (site: string) => HallRoom,
  timing: Timing,
  failed: (error: unknown) => void,
): () => void {
  let callOff = (): void => {};
  const refresh = (site: string): void => {
    roomOf(site)
      .refreshed()
      .then((change) => {
        if (change !== null) hall.local.to(site).emit('board:changed', change);
      }, failed);
  };
  const plan = (): void => {
    callOff = timing.later(refreshEvery, () => {
      for (const [name, members] of hall.adapter.rooms) {
        if (members.size > 0 && !hall.sockets.has(name)) refresh(name);
      }
      plan();
    });
  };
  plan();
  return () => {
    callOff();
    for (const room of rooms.values()) room.close();
  };
}

import type { IncomingMessage } from 'node:http';
import type { Server, Socket } from 'socket.io';
import { type FailureLog, logFailure } from '../actions/unavailable.ts';
import { boardMaker } from './current-board.ts';
import type { BoardChange, CounterChange, JoinRefusal } from './events.ts';
import { counterNamespace, hallNamespace } from './events.ts';
import { HallRoom } from './hall-room.ts';
import type { HallNews, HallSource } from './hall-source.ts';
import { type Asked, type CounterSpace, keepAuthorising, keyOf } from './keep-authorising.ts';
import { type HallSpace, type Machines, nobodyPaired, ScreenWatch } from './screen-watch.ts';
import type { Screen } from './screens.ts';
import { throttle } from './throttle.ts';
import { realTiming, type Timing } from './timing.ts';

const refreshEvery = 15_000;

type CounterSocket = Pick<Socket, 'request' | 'handshake'>;

export interface GatewayParts {
  readonly io: Server;
  readonly system: HallSource & { readonly log: FailureLog };
  /** whether whoever sent this handshake may see the staff's view of the site; `key` is what `auth` brought */
  authorise(
    handshake: IncomingMessage,
    ask: { readonly site: string; readonly key: string | null },
  ): Promise<boolean>;
  /** the same for many that were let in, in one go and in their order: whether they still may */
  authoriseAgain(asked: readonly Asked[]): Promise<readonly boolean[]>;
  readonly machines?: Machines;
  /** whether other processes may share the database and the screens */
  readonly several?: boolean;
  readonly timing?: Timing;
  /** how long calls waited for their push, milliseconds */
  readonly pushed?: (milliseconds: number) => void;
}

export interface Gateway {
  /** to be called after the commit, by the process that made it */
  hallChanged(news: HallNews): void;
  /** displays and kiosks of a site that have been heard of in the last day */
  screens(site: string): readonly Screen[];
  /** gives the screens of this process (`us`), or of all processes, the state as it is now, whatever they have heard */
  tellAll(missedBy: 'us' | 'others'): void;
  close(): void;
}

/** Carries facts to screens. One room a site; one emit a push, so that it is written once however many listen. */
export function makeGateway({
  io,
  system,
  authorise,
  authoriseAgain,
  machines = nobodyPaired,
  several = false,
  timing = realTiming,
  pushed = () => {},
}: GatewayParts): Gateway {
  const maker = boardMaker(system);
  const hall: HallSpace = io.of(hallNamespace);
  const counter: CounterSpace = io.of(counterNamespace);
  const rooms = new Map<string, HallRoom>();
  const failed = (error: unknown): void => logFailure(system.log, error, 'a board could not be told');
  const watch = new ScreenWatch({ hall, now: () => system.clock.now(), timing, machines, several, failed });

  const roomOf = (site: string): HallRoom => {
    let room = rooms.get(site);
    if (room === undefined) {
      const push = (change: BoardChange) => hall.to(site).emit('board:changed', change);
      const pushToStaff = (change: CounterChange) => counter.to(site).emit('counter:changed', change);
      room = new HallRoom(site, { maker, timing, push, pushToStaff, failed, pushed });
      rooms.set(site, room);
    }
    return room;
  };

  authoriseJoins(hall, async (site) => ((await maker.siteOf(site)) === null ? 'unknown_site' : null), failed);
  const mayJoin = async (site: string, socket: CounterSocket): Promise<JoinRefusal | null> => {
    if ((await maker.siteOf(site)) === null) return 'unknown_site';
    const known = await authorise(socket.request, { site, key: keyOf(socket.handshake.auth) });
    return known ? null : 'not_permitted';
  };
  authoriseJoins(counter, mayJoin, failed);

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
    socket.on('sync', throttle(send, timing));
    watch.attend(socket);
    send();
  });
  counter.on('connection', (socket) => void socket.join(socket.data.site));
  const stopAuthorising = keepAuthorising(counter, authoriseAgain, timing, failed);
  const stopRefreshing = keepRefreshing({ hall, rooms, roomOf, watch, timing, failed });

  return {
    hallChanged: (news) => roomOf(news.hall.site).changed(news),
    screens: (site) => watch.of(site),
    tellAll: (missedBy) => {
      if (missedBy === 'us') watch.askOthers();
      else watch.tellOthers();
      tellAll({ hall, counter, rooms, roomOf, failed }, missedBy);
    },
    close: () => {
      stopRefreshing();
      stopAuthorising();
    },
  };
}

interface Telling {
  readonly hall: HallSpace;
  readonly counter: CounterSpace;
  readonly rooms: ReadonlyMap<string, HallRoom>;
  readonly roomOf: (site: string) => HallRoom;
  failed(error: unknown): void;
}

/** Screens get the whole board; consoles a hint to ask anew. Others are told of the halls that this process has had anything to tell of. */
function tellAll({ hall, counter, rooms, roomOf, failed }: Telling, missedBy: 'us' | 'others'): void {
  const [screens, consoles] = missedBy === 'us' ? [hall.local, counter.local] : [hall, counter];
  const sites = (space: HallSpace | CounterSpace): string[] =>
    [...space.adapter.rooms.keys()].filter((room) => !space.sockets.has(room));
  const told = missedBy === 'us' ? [...sites(hall), ...sites(counter)] : rooms.keys();
  for (const site of new Set(told)) {
    roomOf(site)
      .board()
      .then((board) => {
        if (board === null) return;
        const { day, version } = board;
        screens.to(site).emit('board', board);
        consoles.to(site).emit('counter:changed', { site, day, version, facts: [] });
      }, failed);
  }
}

/** Joins are authorised here; afterwards a socket says nothing that would need a right. */
function authoriseJoins<Space extends HallSpace | CounterSpace>(
  space: Space,
  mayJoin: (site: string, socket: Socket) => Promise<JoinRefusal | null>,
  failed: (error: unknown) => void,
): void {
  space.use((socket: Socket, next: (error?: Error) => void) => {
    const site: unknown = socket.handshake.auth['site'];
    if (typeof site !== 'string') return next(new Error('unknown_site' satisfies JoinRefusal));
    mayJoin(site, socket).then(
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

interface Refreshing {
  readonly hall: HallSpace;
  readonly rooms: ReadonlyMap<string, HallRoom>;
  readonly roomOf: (site: string) => HallRoom;
  readonly watch: ScreenWatch;
  readonly timing: Timing;
  failed(error: unknown): void;
}

/** Waits change with the time: whoever listens to this process gets a fresh board now and then. Answers how to stop. */
function keepRefreshing({ hall, rooms, roomOf, watch, timing, failed }: Refreshing): () => void {
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
      watch.tick();
      plan();
    });
  };
  plan();
  return () => {
    callOff();
    for (const room of rooms.values()) room.close();
  };
}

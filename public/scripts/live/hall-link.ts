import { io, type Socket } from 'socket.io-client';
import {
  type Followed,
  followBoard,
  followChange,
  type Step,
} from '../../../server/domain/queue/screens/followed-board.ts';
import {
  type HallClientToServer,
  type HallServerToClient,
  hallNamespace,
  type ScreenOrders,
  type ScreenReport,
} from '../../../server/realtime/events.ts';

export interface HallListener {
  /** there is something new to show or to say */
  followed(step: Step): void;
  /** the link has come up or gone down */
  linked(up: boolean): void;
  /** the server has decided something for this screen */
  ordered?(orders: ScreenOrders): void;
}

export interface HallLink {
  /** asks for the whole board, e.g. after the machine has slept */
  sync(): void;
  report(report: ScreenReport): void;
}

const longestPause = 8000;
const refusedPause = 5000;

/** Follows one hall for as long as the page lives: reconnects for ever, notices what it has missed and asks for it. */
export function followHall(site: string, start: Followed, listener: HallListener): HallLink {
  const socket: Socket<HallServerToClient, HallClientToServer> = io(hallNamespace, {
    auth: { site },
    transports: ['websocket'],
    reconnectionDelay: 500,
    reconnectionDelayMax: longestPause,
    timeout: 8000,
  });
  let followed = start;
  let fresh = true;
  const take = (step: Step): void => {
    followed = step.followed;
    listener.followed(step);
    if (step.sync) socket.emit('sync');
  };
  // a refusal, or a server that says good-bye, ends the library's own attempts
  const again = (pause: number): void => {
    if (!socket.active) setTimeout(() => socket.connect(), pause);
  };
  socket.on('connect', () => {
    fresh = true;
    listener.linked(true);
  });
  socket.on('board', (board) => {
    take(followBoard(followed, board, fresh));
    fresh = false;
  });
  socket.on('board:changed', (change) => take(followChange(followed, change)));
  socket.on('screen:told', (orders) => listener.ordered?.(orders));
  socket.on('disconnect', () => {
    listener.linked(false);
    again(500);
  });
  socket.on('connect_error', () => {
    listener.linked(false);
    again(refusedPause);
  });
  const sync = (): void => {
    if (socket.connected) socket.emit('sync');
    // at once, not after the pause that the attempts before have earned
    else socket.disconnect().connect();
  };
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') sync();
  });
  window.addEventListener('online', sync);
  return {
    sync,
    report: (report) => {
      if (socket.connected) socket.emit('screen:seen', report);
    },
  };
}

import { io, type Socket } from 'socket.io-client';
import {
  type CounterClientToServer,
  type CounterServerToClient,
  counterNamespace,
} from '../../../server/realtime/events.ts';

const pollEvery = 5000;
/** several changes at once are one look */
const collectFor = 60;

export interface Live {
  /** whether the server has answered when it was asked */
  answered(yes: boolean): void;
}

/** Calls `changed` when there is something new: told by the socket, or every five seconds while that is away. */
export function listen(site: string, changed: () => Promise<void>): Live {
  const banner = document.querySelector<HTMLElement>('[data-lost]');
  let connected = false;
  let reachable = true;
  let asking = false;
  let again = false;

  const ask = async (): Promise<void> => {
    if (asking) {
      again = true;
      return;
    }
    asking = true;
    do {
      again = false;
      await changed();
    } while (again);
    asking = false;
  };
  const show = (): void => {
    if (banner === null) return;
    banner.hidden = connected && reachable;
    banner.classList.toggle('console-lost--polling', reachable);
    const text = (reachable ? banner.dataset['pollingText'] : banner.dataset['lostText']) ?? '';
    if (banner.textContent !== text) banner.textContent = text;
  };
  let planned = false;
  const soon = (): void => {
    if (planned) return;
    planned = true;
    setTimeout(() => {
      planned = false;
      void ask();
    }, collectFor);
  };

  const socket: Socket<CounterServerToClient, CounterClientToServer> = io(counterNamespace, {
    auth: { site },
    // as all screens: several processes need no sticky sessions
    transports: ['websocket'],
    reconnectionDelayMax: 4000,
  });
  socket.on('connect', () => {
    connected = true;
    show();
    soon();
  });
  socket.on('counter:changed', soon);
  socket.on('disconnect', (why) => {
    connected = false;
    // until the next question is answered it must be taken for lost
    reachable = false;
    show();
    soon();
    if (why === 'io server disconnect') socket.connect();
  });
  socket.on('connect_error', ({ message }) => {
    connected = false;
    show();
    // a join that could not be decided: nothing else would ask again
    if (message === 'try_again') setTimeout(() => socket.connect(), 4000);
  });
  window.addEventListener('offline', () => {
    reachable = false;
    show();
  });
  setInterval(() => {
    if (!connected) void ask();
  }, pollEvery);
  // waits and reasons grow with the time even when nothing happens
  setInterval(() => void ask(), 30_000);
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) void ask();
  });

  return {
    answered(yes) {
      reachable = yes;
      show();
    },
  };
}

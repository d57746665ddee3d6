import type { Page } from 'playwright-core';
import type { Board, BoardCall, BoardQueue } from '../../../server/domain/queue/screens/board.ts';
import { hallNamespace } from '../../../server/realtime/events.ts';
import { lettered } from '../../support/lettered.ts';

const at = '2026-11-24T09:30:00+08:00';
/** forty characters */
const longName = '新企业入网及各类变更与补办综合受理业务队列'.repeat(2).slice(0, 40);
const longEnglish = 'Enrolment of new enterprises and changes';

function call(number: string, label: string, state: BoardCall['state'], times = 1): BoardCall {
  return { number, counter: `BJ-TSY-${label}`, label, calledAt: at, times, state };
}

function queue(code: string, waiting: number, appointments: number): BoardQueue {
  const name = { 'zh-CN': longName, en: longEnglish };
  return { code, name, waiting, appointments, wait: { low: 45, high: 80 } };
}

const crowd = Array.from({ length: 300 }, (_none, index) => ({
  number: `A${String(index + 121).padStart(3, '0')}`,
  queue: 'A',
  due: at,
  wait: { low: 45, high: 80 },
}));
/** A hall with so many counters, of which so many call and the others serve; `mark`: what their labels begin with. */
export function calledAt(board: Board, counters: number, called: number, mark = ''): Board {
  const calling = Array.from({ length: counters }, (_none, index) =>
    call(
      `A${String(104 - index).padStart(3, '0')}`,
      mark + String(counters - index),
      index < called ? 'called' : 'serving',
    ),
  );
  const states = calling.map(({ counter, label, number }) => ({
    code: counter,
    label,
    state: 'open' as const,
    number,
  }));
  return {
    ...board,
    version: board.version + 1,
    at,
    state: 'open',
    calling,
    counters: states.reverse(),
    waiting: crowd,
    queues: [queue('A', 300, 120), queue('B', 12, 0)],
    missed: ['A088', 'A085', 'B012'],
  };
}

const calling = Array.from({ length: 14 }, (_none, index) =>
  call(`A${120 - index}`, String(index + 10), index < 3 ? 'called' : 'serving', index === 0 ? 2 : 1),
);

/** Boards that a wall must bear: quiet ones, and the worst ones. */
export function wallStates(board: Board): Readonly<Record<string, Board>> {
  const counters = board.counters.map((counter) => ({ ...counter, state: 'open' as const }));
  const open = { ...board, version: board.version + 1, state: 'open' as const, counters };
  return {
    quiet: { ...open, calling: [] },
    busy: { ...open, calling: calling.slice(0, 5) },
    'three hundred waiting': {
      ...open,
      calling,
      waiting: crowd,
      queues: [queue('A', 300, 120), queue('B', 12, 0)],
    },
    'eight long queues': {
      ...open,
      calling,
      queues: [...'ABCDEFGH'].map((code, index) => queue(code, 300 - index, index)),
    },
    paused: { ...open, state: 'paused', calling: [call('B003', '4', 'serving')] },
    closed: { ...open, state: 'closed', calling: [], waiting: [] },
    'no counter': { ...open, counters: [], calling: [] },
  };
}

/** Opens a display as if the hall were in this state and the network away. */
export async function openWall(page: Page, url: string, board: Board): Promise<void> {
  const text = JSON.stringify(board)
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&#34;')
    .replaceAll('<', '&lt;');
  await page.routeWebSocket('**/socket.io/**', () => undefined);
  await page.route('**/display/**', async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace(/data-board="[^"]*"/, () => `data-board="${text}"`);
    await route.fulfill({ response, body });
  });
  await page.goto(url);
  await page.waitForSelector(`#main[data-version="${board.version}"]`);
  await lettered(page);
}

/** Opens a display that is linked to no hall but the test's own, which puts one board after the other on it. */
export async function linkedWall(page: Page, url: string): Promise<(board: Board) => Promise<void>> {
  let send: (text: string) => void = () => undefined;
  let link: () => void = () => undefined;
  const linked = new Promise<void>((resolve) => {
    link = resolve;
  });
  await page.routeWebSocket('**/socket.io/**', (socket) => {
    const opening = { sid: 'wall', upgrades: [], pingInterval: 600_000, pingTimeout: 600_000 };
    // packets of Engine.IO 4 and Socket.IO 5: open, then connected to the namespace
    socket.send(`0${JSON.stringify(opening)}`);
    socket.onMessage((message) => {
      if (!String(message).startsWith(`40${hallNamespace}`)) return;
      socket.send(`40${hallNamespace},{"sid":"wall"}`);
      send = (text) => socket.send(text);
      link();
    });
  });
  await page.goto(url);
  await linked;
  let version = 1_000_000;
  return async (board) => {
    version += 1;
    send(`42${hallNamespace},${JSON.stringify(['board', { ...board, version }])}`);
    await page.waitForSelector(`#main[data-version="${version}"]`);
  };
}

/** Gives a wall another panel. On a busy machine the page has it a while after the browser; the wall fits itself to it in the frame after. */
export async function showOn(page: Page, width: number, height: number): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.waitForFunction(([wide, high]) => innerWidth === wide && innerHeight === high, [width, height]);
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null)))),
  );
}

/** What of the picture is cut off or lies over something else, as short lines. */
export function cutOff(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const boxes = [
      ...document.querySelectorAll(
        '.call, .seat, .line, .hall__message, .hall__notice, .hall__missed, #sound, .line__wait, .line__booked',
      ),
    ];
    const wrong: string[] = [];
    for (const element of boxes.filter((each) => each.getClientRects().length > 0)) {
      const box = element.getBoundingClientRect();
      const region = element
        .closest('.hall__queues, .hall__calls-side, .hall__foot, .hall__missed')
        ?.getBoundingClientRect();
      if (region === undefined || box.right > region.right + 1 || box.bottom > region.bottom + 1)
        wrong.push(`${element.className}: ${element.textContent?.slice(0, 30)}`);
    }
    for (const line of document.querySelectorAll('.line')) {
      const [count, booked] = ['.line__count', '.line__booked'].map((part) =>
        line.querySelector(part)?.getBoundingClientRect(),
      );
      if (count === undefined || booked === undefined) continue;
      const apart =
        booked.right <= count.left + 1 || booked.top >= count.bottom - 8 || booked.bottom <= count.top;
      if (!apart) wrong.push(`over each other: ${line.textContent}`);
    }
    return wrong;
  });
}

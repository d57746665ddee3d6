import type { Board } from '../../server/domain/queue/screens/board.ts';
import { followNothing } from '../../server/domain/queue/screens/followed-board.ts';
import {
  type PlaceOnBoard,
  placeKey,
  placeOnBoard,
} from '../../server/domain/queue/screens/place-on-board.ts';
import { cleanText } from './clean-text.ts';
import { followHall } from './live/hall-link.ts';
import { TicketAlert } from './ticket/alert.ts';

/** that somebody has moved up is asked for this often at most, ms; a call at once */
const pollEvery = 3000;
const offlineAfter = 4000;

const main = document.getElementById('main');
const region = document.querySelector<HTMLElement>('[data-live="now"]');
const said = document.getElementById('ticket-said');
const offline = document.getElementById('offline');
const { site, number, day, source, chime, silent, opened } = main?.dataset ?? {};

if (region !== null && site !== undefined && number !== undefined && source !== undefined)
  follow(region, site, number, source);

function follow(region: HTMLElement, site: string, number: string, source: string): void {
  const alert = new TicketAlert({ chime, silent: silent !== undefined });
  if (opened !== undefined) void sayOpened(opened);
  const own = (): DOMStringMap => region.querySelector<HTMLElement>('.ticket')?.dataset ?? {};
  let board: Board | null = null;
  let rungFor = own()['state'] === 'called' ? 'before' : '';
  let askedAt = Number.NEGATIVE_INFINITY;
  let askedFor = '';
  let planned: ReturnType<typeof setTimeout> | null = null;
  let downFor: ReturnType<typeof setTimeout> | null = null;

  /** what is worth reading out */
  const inShort = (): string =>
    [...region.querySelectorAll('h1, .ticket__text, .ticket__place dd')]
      .map((each) => cleanText(each.textContent ?? ''))
      .join(' ');
  // whoever is about to leave or to rate is not disturbed as long as nothing but their place changes
  const renew = (fresh: Document): void => {
    const state = fresh.querySelector<HTMLElement>('.ticket')?.dataset['state'];
    const busy = document.querySelector('[data-live] details[open], [data-live] input:checked') !== null;
    if (busy && state === own()['state']) {
      const ticket = fresh.querySelector('.ticket');
      if (ticket !== null) region.querySelector('.ticket')?.replaceWith(ticket);
      return;
    }
    for (const place of document.querySelectorAll<HTMLElement>('[data-live]'))
      place.innerHTML = fresh.querySelector(`[data-live="${place.dataset['live']}"]`)?.innerHTML ?? '';
  };

  const keyOn = (board: Board): string => (board.day === day ? placeKey(board, number) : board.day);
  // expected waits differ with every answer: each board is asked about once
  const isSettled = (key: string): boolean =>
    own()['key'] === key || askedFor === key || own()['over'] === 'true';

  const refresh = async (): Promise<void> => {
    askedAt = performance.now();
    const answer = await fetch(source, { headers: { Accept: 'text/html' } });
    if (!answer.ok) throw new Error(`answered ${answer.status}`);
    const before = inShort();
    renew(new DOMParser().parseFromString(await answer.text(), 'text/html'));
    const now = inShort();
    if (now === before) return;
    if (said !== null) said.textContent = now;
    const heading = cleanText(region.querySelector('h1')?.textContent ?? '');
    document.title = `${heading} · ${number}`;
  };

  const look = (): void => {
    if (board === null) return;
    // another day gives the same number to somebody else
    const place: PlaceOnBoard = board.day === day ? placeOnBoard(board, number) : { kind: 'away' };
    if (place.kind === 'called') {
      const call = `${place.calledAt} ${place.times}`;
      if (rungFor !== 'before' && rungFor !== call) alert.ring();
      rungFor = call;
    }
    if (planned !== null || isSettled(keyOn(board))) return;
    const moved = place.kind !== 'waiting' || own()['state'] !== 'waiting';
    const pause = moved ? 0 : Math.max(0, askedAt + pollEvery - performance.now());
    planned = setTimeout(() => {
      planned = null;
      askedFor = board === null ? '' : keyOn(board);
      refresh().catch(() => {
        askedFor = '';
        setTimeout(look, pollEvery);
      });
    }, pause);
  };

  const link = followHall(site, followNothing, {
    followed: (step) => {
      board = step.followed.board;
      look();
    },
    linked: (up) => {
      if (downFor !== null) clearTimeout(downFor);
      downFor = null;
      if (up && offline !== null) offline.hidden = true;
      if (!up)
        downFor = setTimeout(() => {
          if (offline !== null) offline.hidden = false;
        }, offlineAfter);
    },
  });
  window.addEventListener('pageshow', () => link.sync());
}

/** A silent hall speaks to nobody whose ticket is on a phone. Said again until it is known. */
async function sayOpened(address: string): Promise<void> {
  const token = document.querySelector<HTMLInputElement>('input[name="_csrf"]')?.value ?? '';
  const answer = await fetch(address, { method: 'POST', headers: { 'X-CSRF-Token': token } }).catch(
    () => null,
  );
  if (answer === null || answer.status >= 500) setTimeout(() => void sayOpened(address), pollEvery);
}

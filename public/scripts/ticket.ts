import type { Board } from '../../server/domain/queue/board.ts';
import { followNothing } from '../../server/domain/queue/followed-board.ts';
import { placeKey, placeOnBoard } from '../../server/domain/queue/place-on-board.ts';
import { followHall } from './live/hall-link.ts';
import { TicketAlert } from './ticket/alert.ts';

/** that somebody has moved up is asked for this often at most, ms; a call at once */
const unhurried = 3000;
const tolerated = 4000;

const main = document.getElementById('main');
const region = document.getElementById('ticket-now');
const offline = document.getElementById('offline');
const { site, number, source, chime } = main?.dataset ?? {};

if (region !== null && site !== undefined && number !== undefined && source !== undefined)
  follow(region, site, number, source);

function follow(region: HTMLElement, site: string, number: string, source: string): void {
  const alert = new TicketAlert(chime);
  const own = (): DOMStringMap => region.querySelector<HTMLElement>('.ticket')?.dataset ?? {};
  let board: Board | null = null;
  let rungFor = own()['state'] === 'called' ? 'before' : '';
  let askedAt = Number.NEGATIVE_INFINITY;
  let askedFor = '';
  let planned: ReturnType<typeof setTimeout> | null = null;
  let downFor: ReturnType<typeof setTimeout> | null = null;

  // expected waits differ with every answer: each board is asked about once
  const isSettled = (key: string): boolean =>
    own()['key'] === key || askedFor === key || own()['over'] === 'true';

  const refresh = async (): Promise<void> => {
    askedAt = performance.now();
    const answer = await fetch(source, { headers: { Accept: 'text/html' } });
    if (!answer.ok) throw new Error(`answered ${answer.status}`);
    const { state } = own();
    // whoever is about to leave or to rate is not disturbed by somebody moving up
    if (region.querySelector('details[open], input:checked') !== null && own()['state'] === 'waiting') {
      const fresh = new DOMParser()
        .parseFromString(await answer.text(), 'text/html')
        .querySelector('.ticket');
      if (fresh?.getAttribute('data-state') === 'waiting')
        region.querySelector('.ticket')?.replaceWith(fresh);
      else if (fresh !== null) region.replaceChildren(...(fresh.parentElement?.childNodes ?? []));
    } else region.innerHTML = await answer.text();
    const heading = region.querySelector('h1')?.textContent ?? '';
    if (own()['state'] !== state) document.title = `${heading} · ${number}`;
  };

  const look = (): void => {
    if (board === null) return;
    const place = placeOnBoard(board, number);
    if (place.kind === 'called') {
      const call = `${place.calledAt} ${place.times}`;
      if (rungFor !== 'before' && rungFor !== call) alert.ring();
      rungFor = call;
    }
    if (planned !== null || isSettled(placeKey(board, number))) return;
    const moved = place.kind !== 'waiting' || own()['state'] !== 'waiting';
    const pause = moved ? 0 : Math.max(0, askedAt + unhurried - performance.now());
    planned = setTimeout(() => {
      planned = null;
      askedFor = board === null ? '' : placeKey(board, number);
      refresh().catch(() => {
        askedFor = '';
        setTimeout(look, unhurried);
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
        }, tolerated);
    },
  });
  window.addEventListener('pageshow', () => link.sync());
}

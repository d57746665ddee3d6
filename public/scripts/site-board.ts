import { followNothing } from '../../server/domain/queue/screens/followed-board.ts';
import { followHall } from './live/hall-link.ts';

/** Keeps the hall's state on a site's page fresh: the server renders the same partial again, when the hall has changed or some time has passed. */
const every = 10_000;
const unhurried = 3000;
const region = document.getElementById('hall-board');
const source = region?.dataset['source'];
const site = /\/sites\/([^/]+)\/board$/.exec(source ?? '')?.[1];

let askedAt = 0;
let shownHtml = '';
let planned = false;

async function refresh(): Promise<void> {
  if (region === null || source === undefined || document.hidden) return;
  askedAt = performance.now();
  const answer = await fetch(source, { headers: { Accept: 'text/html' } });
  if (!answer.ok) return;
  const html = await answer.text();
  // what says the same stays as it is
  if (html !== shownHtml) region.innerHTML = shownHtml = html;
}

/** Soon, but not for each of many changes. */
function refreshSoon(): void {
  if (planned) return;
  planned = true;
  const pause = Math.max(0, askedAt + unhurried - performance.now());
  setTimeout(() => {
    planned = false;
    refresh().catch(() => undefined);
  }, pause);
}

if (source !== undefined && site !== undefined) {
  let shown = '';
  followHall(decodeURIComponent(site), followNothing, {
    followed: ({ followed: { board } }) => {
      const state = `${board?.day} ${board?.version}`;
      if (state !== shown && shown !== '') refreshSoon();
      shown = state;
    },
    linked: () => undefined,
  });
  setInterval(refreshSoon, every);
  document.addEventListener('visibilitychange', refreshSoon);
}

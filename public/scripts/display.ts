import type { Board } from '../../server/domain/queue/screens/board.ts';
import type { DisplaySettings } from '../../server/domain/queue/screens/display-settings.ts';
import {
  type Followed,
  followBoard,
  followNothing,
  type Step,
} from '../../server/domain/queue/screens/followed-board.ts';
import { hallScreen } from '../../server/domain/queue/screens/hall-screen.ts';
import { regions, screenParts } from '../../server/domain/queue/screens/screen-parts.ts';
import { drawParts } from './display/draw-parts.ts';
import { Wall } from './display/fit-wall.ts';
import { Frame } from './display/frame.ts';
import { hideControls, shiftSlowly, stayAwake } from './display/panel-care.ts';
import { keepPage, reloadWhenOutdated } from './display/reload-on-release.ts';
import { openSound } from './display/sound-button.ts';
import { followHall } from './live/hall-link.ts';
import { BoardStorage } from './live/saved-board.ts';
import { screenName } from './live/screen-name.ts';
import { ServerTime } from './live/server-time.ts';

/** a short break is nothing to speak of */
const offlineAfter = 4000;
/** boards come every quarter of a minute at least */
const silentFor = 45_000;
const reportEvery = 10_000;
const renewalEvery = 300_000;

const main = document.getElementById('main');
if (main === null) throw new Error('no display on this page');
const settings = JSON.parse(main.dataset['settings'] ?? '{}') as DisplaySettings;
const side = main.querySelector<HTMLElement>('.hall__calls-side');
const wall = side === null ? null : new Wall(main, side);
const keeper = new BoardStorage(settings.site);
const frame = new Frame(settings);
/** number and counter of calls that were taken back and not called again */
const takenBack = new Set<string>();
const sound = openSound(settings, {
  takenBack: ({ number, label }) => takenBack.has(`${number} ${label}`),
  stands: ({ number }) =>
    followed.board?.calling.some((call) => call.number === number && call.state === 'called') ?? false,
  changed: () => report(),
});

let followed: Followed = followNothing;
/** of this machine's clock that never goes back: when the board was true */
let trueAt = performance.now();
let linkedSince: number | null = null;
let downSince: number | null = performance.now();
const time = new ServerTime(start());

/** The page's own board, or a newer one that this machine remembers from before it started without a network. */
function start(): number {
  const own = JSON.parse(main?.dataset['board'] ?? 'null') as Board;
  const kept = keeper.read();
  const keptBoard = kept?.followed.board ?? null;
  const at = (board: Board): number => Date.parse(board.at);
  followed = followBoard({ board: null, announced: kept?.followed.announced ?? [] }, own).followed;
  if (kept === null || keptBoard === null || at(keptBoard) <= at(own)) return at(own);
  followed = kept.followed;
  const old = Math.max(0, Date.now() - kept.keptAt);
  trueAt -= old;
  return at(keptBoard) + old;
}

function draw({ board }: Followed): void {
  if (board === null || main === null) return;
  const parts = screenParts(hallScreen(board, settings.texts, settings.language));
  for (const region of regions) {
    const place = main.querySelector(`[data-region="${region}"]`);
    if (place !== null) drawParts(place, parts[region]);
  }
  wall?.fit();
  main.dataset['state'] = board.state;
  main.dataset['version'] = String(board.version);
  main.dataset['day'] = board.day;
}

function take(step: Step): void {
  const before = followed.board;
  followed = step.followed;
  if (followed.board !== null && followed.board !== before) {
    time.set(Date.parse(followed.board.at));
    trueAt = performance.now();
  }
  draw(followed);
  keeper.keep(followed);
  for (const { number, label } of step.takenBack) takenBack.add(`${number} ${label}`);
  for (const call of step.calls) {
    takenBack.delete(`${call.number} ${call.label}`);
    sound.say(call);
  }
  if (step.calls.length > 0) flash(step.calls);
  tick();
}

/** Each call that is new flashes, where it stands. */
function flash(calls: Step['calls']): void {
  for (const { number } of calls)
    for (const cell of main?.querySelectorAll('.call--called, .seat--called') ?? [])
      if (cell.querySelector('.number:is(.call__number, .seat__number)')?.textContent === number)
        cell.classList.add('call--flash');
}

function tick(): void {
  frame.tick(time.now());
  const now = performance.now();
  const broken = (downSince !== null && now - downSince > offlineAfter) || now - trueAt > silentFor;
  const at = followed.board === null ? 0 : Date.parse(followed.board.at);
  frame.age(broken ? now - trueAt : null, at);
  main?.classList.toggle('hall--stale', broken);
}

draw(followed);
keeper.keep(followed);
const link = followHall(settings.site, followed, {
  followed: take,
  linked: (up) => {
    if (up && linkedSince !== null) void reloadWhenOutdated(settings.release);
    if (up) linkedSince = performance.now();
    downSince = up ? null : (downSince ?? performance.now());
    if (!up) sound.decided(null);
    tick();
    report();
  },
  ordered: ({ speaks, stamp }) => {
    sound.decided(speaks);
    if (stamp !== settings.stamp) void reloadWhenOutdated(settings.release);
  },
});

function report(): void {
  const version = followed.board?.version ?? 0;
  link.report({ id: screenName(), kind: 'display', version, sound: sound.state() });
}

setInterval(tick, 1000);
setInterval(report, reportEvery);
setInterval(() => void reloadWhenOutdated(settings.release), renewalEvery);
stayAwake();
shiftSlowly(main);
hideControls(main);
keepPage(settings.worker);

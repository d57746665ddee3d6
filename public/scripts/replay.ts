import { type DayReplay, momentAt } from '../../server/domain/queue/replay/day-replay.ts';
import { momentLines, momentSaid, type ReplayWords } from '../../server/domain/queue/replay/moment-lines.ts';
import { Playback } from './replay/playback.ts';
import { showMoment } from './replay/show-moment.ts';

const root = document.querySelector<HTMLElement>('[data-replay]');
if (root !== null) void openReplay(root);

const minute = 60_000;
/** A key, and by how many minutes it moves. */
const moves: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -15,
  PageUp: 15,
};

/** The page shows one moment by itself; with the frames of the day it plays. */
async function openReplay(page: HTMLElement): Promise<void> {
  const file = await load(page.dataset['replay'] ?? '').catch(() => null);
  if (file === null) {
    const lost = page.querySelector<HTMLElement>('[data-lost]');
    if (lost !== null) lost.hidden = false;
    return;
  }
  play(page, file.replay, file.words);
}

async function load(address: string): Promise<{ replay: DayReplay; words: ReplayWords }> {
  const answer = await fetch(address, {
    headers: { Accept: 'application/json' },
    signal: AbortSignal.timeout(20_000),
  });
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return (await answer.json()) as { replay: DayReplay; words: ReplayWords };
}

function play(page: HTMLElement, replay: DayReplay, words: ReplayWords): void {
  const player = page.querySelector<HTMLElement>('[data-player]');
  const slider = page.querySelector<HTMLInputElement>('[data-slider]');
  const button = page.querySelector<HTMLButtonElement>('[data-play]');
  if (player === null || slider === null || button === null) return;
  const last = (replay.to - replay.from) / minute;
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: replay.timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  let settles: ReturnType<typeof setTimeout> | undefined;

  /** The picture follows at once; words that are read aloud, and the address, when it rests. */
  const show = (how: 'running' | 'set' | 'stopped'): void => {
    const at = replay.from + Math.round(playback.minute * minute);
    const time = clock.format(at);
    const lines = momentLines(replay, momentAt(replay, at), words);
    showMoment(page, lines, time, words);
    const cursor = page.querySelector('[data-cursor]');
    const x = `${(100 * playback.minute) / last}%`;
    cursor?.setAttribute('x1', x);
    cursor?.setAttribute('x2', x);
    slider.value = String(Math.floor(playback.minute));
    const said = momentSaid(lines, time, words);
    slider.setAttribute('aria-valuetext', time);
    button.textContent = (playback.running ? button.dataset['pauseText'] : button.dataset['playText']) ?? '';
    clearTimeout(settles);
    if (how !== 'running' && !playback.running) settles = setTimeout(() => rest(page, time, said), 400);
  };
  const playback = new Playback(
    {
      start: Number(slider.value),
      last,
      still: matchMedia('(prefers-reduced-motion: reduce)').matches,
    },
    show,
  );

  button.addEventListener('click', () => playback.toggle());
  slider.addEventListener('input', () => playback.set(Number(slider.value)));
  for (const step of player.querySelectorAll<HTMLElement>('[data-step]'))
    step.addEventListener('click', () =>
      playback.set(Math.floor(playback.minute) + Number(step.dataset['step'])),
    );
  const speeds = [...player.querySelectorAll<HTMLElement>('[data-speed]')];
  for (const speed of speeds)
    speed.addEventListener('click', () => {
      playback.speed = Number(speed.dataset['speed']);
      for (const one of speeds) one.setAttribute('aria-pressed', String(one === speed));
    });
  onKeys(page, playback, last);
  onPointer(page, (share) => playback.set(Math.round(share * last)));
  slider.max = String(last);
  slider.setAttribute('aria-valuetext', clock.format(replay.from + Number(slider.value) * minute));
  player.hidden = false;
  for (const plain of page.querySelectorAll<HTMLElement>('[data-plain]')) plain.hidden = true;
  page.dataset['ready'] = '';
}

function rest(page: HTMLElement, time: string, said: string): void {
  const status = page.querySelector('[data-said]');
  if (status !== null) status.textContent = said;
  for (const field of document.querySelectorAll<HTMLInputElement>('input[data-at]')) field.value = time;
  const address = new URL(location.href);
  address.searchParams.set('at', time);
  history.replaceState(history.state, '', address);
}

/** Keys work on the picture and its player; a button keeps the space that presses it. */
function onKeys(page: HTMLElement, playback: Playback, last: number): void {
  page.querySelector('[data-stage]')?.addEventListener('keydown', (event) => {
    if (!(event instanceof KeyboardEvent) || event.altKey || event.ctrlKey || event.metaKey) return;
    const { key, shiftKey, target } = event;
    const now = Math.floor(playback.minute);
    const by = moves[key];
    if (key === ' ' && !(target instanceof HTMLButtonElement)) playback.toggle();
    else if (by !== undefined) playback.set(now + by * (shiftKey && Math.abs(by) === 1 ? 15 : 1));
    else if (key === 'Home') playback.set(0);
    else if (key === 'End') playback.set(last);
    else return;
    event.preventDefault();
  });
}

/** A press on the picture chooses its time. */
function onPointer(page: HTMLElement, choose: (share: number) => void): void {
  const chart = page.querySelector<SVGElement>('[data-chart]');
  let held = false;
  const at = (event: PointerEvent): void => {
    const { left, width } = (chart as SVGElement).getBoundingClientRect();
    choose(Math.min(1, Math.max(0, (event.clientX - left) / width)));
  };
  chart?.addEventListener('pointerdown', (event) => {
    held = true;
    at(event);
    page.querySelector<HTMLElement>('[data-slider]')?.focus({ preventScroll: true });
    event.preventDefault();
  });
  chart?.addEventListener('pointermove', (event) => {
    if (held) at(event);
  });
  addEventListener('pointerup', () => {
    held = false;
  });
}

import { minute } from '../../../server/domain/calendar/durations.ts';

const shiftEvery = minute;
/** a slow circle of a few pixels, in hundredths of the root size */
const circle = [0, 30, 50, 30, 0, -30, -50, -30] as const;

/** Moves the picture a little every minute, so that nothing burns into the panel. */
export function shiftSlowly(picture: HTMLElement): void {
  let step = 0;
  setInterval(() => {
    step = (step + 1) % circle.length;
    const x = circle[step] ?? 0;
    const y = circle[(step + 2) % circle.length] ?? 0;
    picture.style.setProperty('translate', `${x / 100}rem ${y / 100}rem`);
  }, shiftEvery);
}

/** Keeps the screen lit; the lock is lost whenever the page is hidden. */
export function stayAwake(): void {
  const ask = (): void => {
    if (document.visibilityState === 'visible') navigator.wakeLock?.request('screen').catch(() => undefined);
  };
  document.addEventListener('visibilitychange', ask);
  ask();
}

const controlsFor = 8000;

/** Shows the pointer and what can be clicked only while somebody is at the machine. */
export function hideControls(picture: HTMLElement): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = (): void => {
    picture.classList.add('hall--touched');
    clearTimeout(timer);
    timer = setTimeout(() => picture.classList.remove('hall--touched'), controlsFor);
  };
  document.addEventListener('pointermove', ({ movementX, movementY }) => {
    // what moves under a resting pointer is nobody's touch
    if (movementX !== 0 || movementY !== 0) show();
  });
  for (const touch of ['pointerdown', 'keydown'] as const) document.addEventListener(touch, show);
}

import { minute } from '../../../server/domain/calendar/durations.ts';
import type { ServerCheck } from './server-check.ts';

/** somebody who wants to go on reading has this long to say so, seconds */
const warned = 20;
const moreTime = 90;

/** Goes to the first page when nobody has touched this one for so many seconds, so that nothing of a visitor is left. */
export function goHomeWhenIdle(home: string, seconds: number, server: ServerCheck): void {
  const going = document.querySelector<HTMLElement>('[data-kiosk-going]');
  const counting = document.querySelector<HTMLElement>('[data-kiosk-count]');
  const pattern = counting?.dataset['kioskCount'] ?? '';
  let left = seconds;
  const show = (): void => {
    if (going !== null) going.hidden = left > warned;
    if (counting !== null) counting.textContent = pattern.replace('§', String(Math.max(0, left)));
  };
  const stay = (least: number): void => {
    left = Math.max(left, least);
    show();
  };
  // hidden a little later, so that the button under the finger is still there when it is lifted
  for (const kind of ['pointerup', 'keydown', 'input', 'wheel', 'touchmove'])
    document.addEventListener(kind, () => setTimeout(() => stay(seconds)), { passive: true });
  going?.querySelector('[data-kiosk-more]')?.addEventListener('click', () => stay(moreTime));
  show();
  setInterval(() => {
    left -= 1;
    show();
    // without an answer it stays, and asks again every five seconds
    if (left > 0 || left % 5 !== 0) return;
    void server.ask().then((mark) => {
      if (mark !== null && left <= 0) location.replace(home);
    });
  }, 1000);
}

/** Looks now and then whether the first page still tells the truth; thereby the machine is known to live. */
export function keepHomeTrue(mark: string, home: string, server: ServerCheck): void {
  setInterval(() => {
    void server.ask().then((now) => {
      if (now !== null && now !== mark) location.replace(home);
    });
  }, 10_000);
  // the numbers of people who wait are looked at, too
  setInterval(() => {
    void server.ask().then((now) => {
      if (now !== null) location.replace(home);
    });
  }, minute);
}

import type { KioskLine } from './line.ts';

const shownFrom = 30;

/** Goes to the first page when nobody has touched this one for so many seconds, so that nothing of a visitor is left. */
export function goHomeWhenIdle(
  home: string,
  seconds: number,
  line: KioskLine,
  counting: HTMLElement | null,
): void {
  let left = seconds;
  const again = (): void => {
    left = seconds;
  };
  for (const kind of ['pointerdown', 'keydown', 'input']) document.addEventListener(kind, again);
  const pattern = counting?.dataset['kioskCount'] ?? '';
  const show = (): void => {
    if (counting === null) return;
    counting.hidden = left > shownFrom;
    counting.textContent = pattern.replace('§', String(Math.max(0, left)));
  };
  show();
  setInterval(() => {
    left -= 1;
    show();
    // without an answer it stays, and asks again every five seconds
    if (left > 0 || left % 5 !== 0) return;
    void line.ask().then((mark) => {
      if (mark !== null && left <= 0) location.replace(home);
    });
  }, 1000);
}

/** Looks now and then whether the first page still tells the truth; thereby the machine is known to live. */
export function keepHomeTrue(mark: string, home: string, line: KioskLine): void {
  setInterval(() => {
    void line.ask().then((now) => {
      if (now !== null && now !== mark) location.replace(home);
    });
  }, 10_000);
  // the numbers of people who wait are looked at, too
  setInterval(() => {
    void line.ask().then((now) => {
      if (now !== null) location.replace(home);
    });
  }, 60_000);
}

/** Runs the clocks that say how long something lasts or is left, by the server's time: the machine's own may be wrong by an hour. */
export function runClocks(root: HTMLElement): void {
  let shown = '';
  let offset = 0;
  setInterval(() => {
    const now = root.querySelector<HTMLElement>('[data-now]')?.dataset['now'] ?? '';
    if (now !== shown) {
      shown = now;
      offset = Number(now) - performance.now();
    }
    const at = performance.now() + offset;
    for (const clock of root.querySelectorAll<HTMLElement>('[data-since]'))
      write(clock, (at - Number(clock.dataset['since'])) / 1000);
    for (const clock of root.querySelectorAll<HTMLElement>('[data-until]')) {
      const left = (Number(clock.dataset['until']) - at) / 1000;
      write(clock, left);
      const button = clock.closest('button');
      if (left <= 0 && button !== null) button.disabled = true;
    }
  }, 250);
}

function write(clock: HTMLElement, time: number): void {
  const seconds = Math.max(0, Math.floor(time));
  const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  if (clock.textContent !== text) clock.textContent = text;
}

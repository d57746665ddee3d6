/** Runs the clocks that say how long something lasts, by the server's time: the machine's own may be wrong by an hour. */
export function runClocks(root: HTMLElement): void {
  let version: Element | null = null;
  let offset = 0;
  setInterval(() => {
    const console = root.querySelector<HTMLElement>('[data-now]');
    if (console !== version) {
      version = console;
      offset = Number(console?.dataset['now'] ?? 0) - performance.now();
    }
    for (const clock of root.querySelectorAll<HTMLElement>('[data-since]')) {
      const seconds = Math.max(
        0,
        Math.floor((performance.now() + offset - Number(clock.dataset['since'])) / 1000),
      );
      const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
      if (clock.textContent !== text) clock.textContent = text;
    }
  }, 250);
}

const cells = '.hall:not(.hall--table) .call--called, .hall--table .seat--called';
/** longer than the eye needs to find it, shorter than the walk to the counter; ms */
const flashFor = 6000;
const oneFrame = 17;

/** Calls that are new flash where they stand, each for its whole time: the next call draws the wall anew, and must not cut them short. */
export class Flashes {
  /** when each number was called, of the machine's clock that never goes back */
  readonly #since = new Map<string, number>();

  begin(number: string): void {
    this.#since.delete(number);
    this.show();
    // one that flashes already begins again only after it has been drawn without
    document.body.getBoundingClientRect();
    this.#since.set(number, performance.now());
    this.show();
    setTimeout(() => this.show(), flashFor);
  }

  /** To be called after everything that draws the cells. */
  show(): void {
    const now = performance.now();
    for (const [number, since] of this.#since) if (now - since >= flashFor) this.#since.delete(number);
    for (const cell of document.querySelectorAll<HTMLElement>(cells)) {
      const number = cell.querySelector('.call__number, .seat__number')?.textContent ?? '';
      const since = this.#since.get(number);
      if (since === undefined) cell.classList.remove('call--flash');
      else if (!cell.classList.contains('call--flash')) {
        cell.classList.add('call--flash');
        // a cell that was drawn anew goes on where the one before it was
        cell.style.removeProperty('animation-delay');
        if (now - since > oneFrame) cell.style.animationDelay = `${since - now}ms`;
      }
    }
  }
}

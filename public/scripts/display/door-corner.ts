/** the code changes every minute and is good for a second one: whatever is shown has time left to be used */
const lookEvery = 10_000;
const goodFor = 60_000;
/** a smaller one nobody can read from where they stand; vmin */
const sizes = [22, 19, 16, 14] as const;

/** The code of the screen at the door, in a corner of the wall: there while it is good, and while the queues leave room for it. */
export class DoorCorner {
  readonly #main: HTMLElement;
  readonly #place: HTMLElement;
  #heardAt = Number.NEGATIVE_INFINITY;

  constructor(main: HTMLElement, place: HTMLElement) {
    this.#main = main;
    this.#place = place;
    new ResizeObserver(() => this.fit()).observe(document.documentElement);
    setInterval(() => void this.#look(), lookEvery);
    void this.#look();
  }

  /** To be called after everything that changes what stands beside it. */
  fit(): void {
    const { classList } = this.#main;
    const queues = this.#main.querySelector<HTMLElement>('.hall__queues');
    const good = performance.now() - this.#heardAt <= goodFor && this.#code?.firstElementChild != null;
    const room =
      innerWidth > innerHeight && !classList.contains('hall--strip') && queues?.offsetParent != null;
    this.#show(good && room);
    if (!good || !room) return;
    const lines = [...this.#main.querySelectorAll('.hall__queues, .hall__lines')];
    const fits = sizes.some((size) => {
      this.#main.style.setProperty('--corner', `${size}vmin`);
      return lines.every((each) => each.scrollHeight <= each.clientHeight + 1);
    });
    // a line of a queue that is cut off is worse than no code
    if (!fits) this.#show(false);
  }

  get #code(): Element | null {
    return this.#place.querySelector('.hall__code');
  }

  #show(shown: boolean): void {
    this.#place.toggleAttribute('hidden', !shown);
    this.#main.classList.toggle('hall--numbered', shown);
  }

  async #look(): Promise<void> {
    try {
      const source = this.#place.dataset['source'] ?? '';
      const answer = await fetch(source, { cache: 'no-store', signal: AbortSignal.timeout(lookEvery) });
      const fresh = new DOMParser().parseFromString(answer.ok ? await answer.text() : '', 'text/html');
      if (fresh.querySelector('[data-door]') !== null) {
        // none while nobody can take a number
        const code = fresh.querySelector('[data-door] .door__code')?.innerHTML ?? '';
        const place = this.#code;
        if (place !== null && place.innerHTML !== code) place.innerHTML = code;
        this.#heardAt = performance.now();
      }
    } catch {
      // no network: the next look may have one
    }
    this.fit();
  }
}

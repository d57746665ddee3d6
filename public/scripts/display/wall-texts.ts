import { isWideEnough, SizedText } from './sized-text.ts';

/** in rem, the largest first */
const sizes = {
  name: [2.1, 1.85, 1.65, 1.45, 1.3, 1.15, 1.05, 0.95],
  nameInStrip: [1.6, 1.45, 1.3, 1.15, 1.05, 0.95, 0.85, 0.75],
  notice: [1.8, 1.6, 1.45, 1.3, 1.15, 1.05, 0.95, 0.85, 0.75],
  noticeInStrip: [1.35, 1.2, 1.1, 1, 0.92, 0.85, 0.78, 0.72, 0.66, 0.6],
  message: [4.5, 3.9, 3.4, 2.9, 2.5, 2.2, 1.9],
  messageBeside: [2.6, 2.2, 1.9, 1.65, 1.4, 1.2, 1.05, 0.9],
  messageBare: [1.6, 1.45, 1.3, 1.15, 1.05, 0.95, 0.85, 0.75],
  missed: [1.7, 1.55, 1.4, 1.25, 1.15, 1.05, 0.95, 0.85],
  queues: [1.9, 1.75, 1.6, 1.45, 1.35, 1.25, 1.15, 1.08, 1, 0.94, 0.88, 0.82, 0.76, 0.7, 0.64, 0.58],
  queuesAlone: [4, 3.5, 3.1, 2.7, 2.4, 2.1],
} as const;

/** How high they may be, in rem: the calls have the rest. */
const highest = { name: 4.3, nameInStrip: 2.3, notice: 4.5, noticeInStrip: 2.6, messageBare: 2.2 };
/** of the height beside the calls */
const messageShare = 0.24;

/** The words of the wall that somebody chose, names, notices and reasons: each as large as it can be without taking room from the calls. */
export class WallTexts {
  readonly #main: HTMLElement;
  readonly #texts: readonly SizedText[];

  constructor(main: HTMLElement) {
    this.#main = main;
    this.#texts = [
      ...this.#line('.hall__name', '--name', 'name'),
      ...this.#line('.hall__notice', '--notice', 'notice'),
      ...this.#missed(),
      ...this.#message(),
      ...this.#queues(),
    ];
  }

  /** To be called when a face of letters has come. */
  forget(): void {
    for (const text of this.#texts) text.forget();
  }

  /** To be called after everything that changes one of them, or how the wall is arranged. */
  fit(): void {
    for (const text of this.#texts) text.fit();
  }

  #is(look: string): boolean {
    return this.#main.classList.contains(look);
  }

  #parts(selector: string): readonly HTMLElement[] {
    return [...this.#main.querySelectorAll<HTMLElement>(selector)];
  }

  /** The panel, and how it is divided. */
  #room(part: HTMLElement): string {
    const looks = ['strip', 'unnoted', 'bare', 'alone'].filter((look) => this.#is(`hall--${look}`)).join(' ');
    return `${innerWidth}×${innerHeight} ${looks} ${part.parentElement?.clientWidth}`;
  }

  #line(selector: string, property: string, what: 'name' | 'notice'): readonly SizedText[] {
    const kind = (): `${typeof what}InStrip` | typeof what =>
      this.#is('hall--strip') ? `${what}InStrip` : what;
    return this.#parts(selector).map(
      (part) =>
        new SizedText({
          part,
          property,
          unit: 'rem',
          sizes: () => sizes[kind()],
          fits: () => part.offsetHeight <= highest[kind()] * rem() + 1 && isWideEnough(part),
          // the sign that the data are old stands beside the notice
          room: () => `${this.#room(part)} ${part.clientWidth}`,
          lasting: () => part.textContent ?? '',
        }),
    );
  }

  #missed(): readonly SizedText[] {
    return this.#parts('.hall__missed').map(
      (part) =>
        new SizedText({
          part,
          property: '--missed',
          unit: 'rem',
          sizes: () => sizes.missed,
          fits: () => isWideEnough(part),
          room: () => this.#room(part),
          lasting: () => '',
        }),
    );
  }

  #message(): readonly SizedText[] {
    const alone = (): boolean => this.#main.querySelector('.call') === null && !this.#is('hall--table');
    const highestMessage = (side: HTMLElement): number => {
      if (alone()) return side.clientHeight;
      return this.#is('hall--bare') ? highest.messageBare * rem() + 1 : side.clientHeight * messageShare;
    };
    return this.#parts('.hall__state').map((part) => {
      const side = part.parentElement ?? part;
      return new SizedText({
        part,
        property: '--message',
        unit: 'rem',
        sizes: () =>
          alone() ? sizes.message : this.#is('hall--bare') ? sizes.messageBare : sizes.messageBeside,
        fits: () => part.offsetHeight <= highestMessage(side) && isWideEnough(part),
        room: () => `${this.#room(part)} ${side.clientHeight} ${alone()}`,
        lasting: () => part.textContent ?? '',
      });
    });
  }

  #queues(): readonly SizedText[] {
    return this.#parts('.hall__queues').map(
      (part) =>
        new SizedText({
          part,
          property: '--title',
          unit: 'rem',
          sizes: () => (this.#is('hall--queues') ? [...sizes.queuesAlone, ...sizes.queues] : sizes.queues),
          fits: () => this.#queuesFit(part),
          room: () => `${this.#room(part)} ${part.clientHeight}`,
          lasting: () =>
            this.#parts('.line__title')
              .map(({ textContent }) => textContent)
              .join('\n'),
        }),
    );
  }

  /** The code in the corner below them is to find its room by itself. */
  #queuesFit(part: HTMLElement): boolean {
    if (this.#is('hall--strip')) return true;
    const numbered = this.#is('hall--numbered');
    this.#main.classList.remove('hall--numbered');
    const bottom = (each: Element | null): number => each?.getBoundingClientRect().bottom ?? 0;
    const high = bottom(part.querySelector('.line:last-child')) <= bottom(part) + 1;
    const wide = this.#parts('.line, .line__title, .line__below, .line__below > *').every(isWideEnough);
    this.#main.classList.toggle('hall--numbered', numbered);
    return high && wide;
  }
}

/** In pixels. */
function rem(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}

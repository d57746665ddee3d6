import type { Pixels } from '../../../server/domain/queue/screens/visual-angle.ts';
import {
  planTable,
  planWall,
  smallestNumber,
  type WallAsk,
  type WallPlan,
} from '../../../server/domain/queue/screens/wall-plan.ts';
import { Pages } from './pages.ts';

const face = '"Wall Figures"';
const arrangements = ['side', 'strip'] as const;

interface Served {
  readonly served: WallPlan['served'] | null;
}

/** Gives the wall the largest letters with which everybody who is called is on it, whatever the panel and however many they are. */
export class Wall {
  readonly #main: HTMLElement;
  readonly #side: HTMLElement;
  readonly #pen = document.createElement('canvas').getContext('2d');
  readonly #pages = new Pages();

  constructor(main: HTMLElement, side: HTMLElement) {
    this.#main = main;
    this.#side = side;
    // the panel, and whatever takes room from it: the notice that the data are old, a second line of it
    new ResizeObserver(() => this.fit()).observe(side);
    // numbers are wider or narrower once their face is there
    document.fonts.load(`700 100px ${face}`).then(
      () => this.fit(),
      () => undefined,
    );
  }

  /** To be called after everything that changes who stands there. */
  fit(): void {
    const { classList } = this.#main;
    if (classList.contains('hall--table')) {
      classList.add('hall--strip');
      this.#fitTable();
      return;
    }
    for (const arrangement of classList.contains('hall--full') ? arrangements : (['strip'] as const)) {
      classList.toggle('hall--strip', arrangement === 'strip');
      const plan = planWall(this.#ask('.hall__called .call', '.hall__served .call'));
      if (!plan.whole && arrangement !== 'strip') continue;
      this.#write(plan);
      classList.toggle('hall--hero', plan.hero !== null);
      this.#pages.turn(this.#all('.hall__served .call'), plan.served.onPage);
      return;
    }
  }

  #fitTable(): void {
    const others = '.seat:not(.seat--called)';
    const plan = planTable(this.#ask('.seat--called', others));
    const list = this.#all(others);
    this.#write({ ...plan, hero: null, served: null });
    // while not all of them are there, those that call stand first
    this.#main.classList.toggle('hall--crowded', plan.others < list.length);
    this.#pages.turn(list, plan.others);
  }

  #ask(called: string, served: string): WallAsk {
    return {
      screen: { width: innerWidth, height: innerHeight },
      room: this.#room(),
      called: this.#all(called).length,
      served: this.#all(served).length,
      numberWidth: this.#widest('.call__number, .seat__number'),
      labelWidth: Math.max(this.#widest('.call__label, .seat__label'), 1),
    };
  }

  #write({ number, columns, hero, served }: Pick<WallPlan, 'number' | 'columns' | 'hero'> & Served): void {
    const sizes = {
      least: smallestNumber({ width: innerWidth, height: innerHeight }),
      call: number,
      hero: hero ?? number,
      served: served?.number ?? number,
    };
    const { style } = this.#main;
    for (const [name, size] of Object.entries(sizes)) style.setProperty(`--${name}`, `${size}px`);
    style.setProperty('--columns', String(columns));
    style.setProperty('--served-columns', String(served?.columns ?? 1));
  }

  #room(): Pixels {
    const message = this.#side.querySelector<HTMLElement>('.hall__message');
    const gap = Number.parseFloat(getComputedStyle(this.#side).rowGap) || 0;
    const taken = message === null ? 0 : message.offsetHeight + gap;
    return { width: this.#side.clientWidth, height: this.#side.clientHeight - taken };
  }

  /** The widest of the texts, in parts of its font size. */
  #widest(selector: string): number {
    if (this.#pen === null) return 2.4;
    this.#pen.font = `700 100px ${face}, sans-serif`;
    const widths = this.#all(selector).map(
      (each) => this.#pen?.measureText(each.textContent ?? '').width ?? 0,
    );
    return Math.max(0, ...widths) / 100;
  }

  #all(selector: string): HTMLElement[] {
    return [...this.#side.querySelectorAll<HTMLElement>(selector)];
  }
}

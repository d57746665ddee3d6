import { planTable } from '../../../server/domain/queue/screens/table-plan.ts';
import type { Pixels } from '../../../server/domain/queue/screens/visual-angle.ts';
import { smallestNumber } from '../../../server/domain/queue/screens/wall-cell.ts';
import { planWall, type WallAsk, type WallPlan } from '../../../server/domain/queue/screens/wall-plan.ts';
import { Pages } from './pages.ts';
import { WallTexts } from './wall-texts.ts';

const face = '"Wall Figures"';
/** the word above a counter's label, in parts of the label (public/styles/display/calls.css) */
const wordShare = 0.15 / 0.75;
/**
 * How the panel is divided: the queues beside the calls, or below them; then without notices; without queues; at last without the branch's name
 * and the numbers that were missed, too. The first with which everybody who is called can be read, and somebody who is served has a place.
 */
const looks = ['strip', 'unnoted', 'bare', 'alone'] as const;
const last = looks.length;

/** `row`, `served`: of a plan of calls; null: the table has neither */
interface Written extends Pick<WallPlan, 'number' | 'columns' | 'form' | 'hero'> {
  readonly row: number | null;
  readonly served: WallPlan['served'] | null;
}

/** Gives the wall the largest letters with which everybody who is called is on it, whatever the panel and however many they are. */
export class Wall {
  readonly #main: HTMLElement;
  readonly #side: HTMLElement;
  readonly #pen = document.createElement('canvas').getContext('2d');
  readonly #pages = new Pages();
  readonly #texts: WallTexts;

  constructor(main: HTMLElement, side: HTMLElement) {
    this.#main = main;
    this.#side = side;
    this.#texts = new WallTexts(main);
    // the panel, and whatever takes room from it: the notice that the data are old, a second line of it
    const observer = new ResizeObserver(() => this.fit());
    for (const part of [side, main]) observer.observe(part);
    // texts are wider or higher once their faces are there; each comes when the first text needs it
    const again = (): void => {
      this.#texts.forget();
      this.fit();
    };
    document.fonts.addEventListener('loadingdone', again);
    document.fonts.load(`700 100px ${face}`).then(again, () => undefined);
  }

  /** To be called after everything that changes who stands there. */
  fit(): void {
    const { classList } = this.#main;
    if (classList.contains('hall--queues')) {
      this.#texts.fit();
      return;
    }
    const first = classList.contains('hall--full') ? 0 : 1;
    const table = classList.contains('hall--table');
    for (let at = first; at <= last; at += 1) {
      this.#arrange(at);
      this.#texts.fit();
      if (table ? this.#fitTable(at) : this.#fitCalls(at)) return;
    }
  }

  #arrange(at: number): void {
    for (const [index, look] of looks.entries()) this.#main.classList.toggle(`hall--${look}`, index < at);
  }

  /** `at`: of the looks; after the last there is no other. Answers whether it was done. */
  #fitCalls(at: number): boolean {
    const ask = this.#ask('.hall__called .call', '.hall__served .call', at);
    const plan = planWall(ask);
    const does = plan.whole && (ask.served === 0 || plan.served.onPage > 0);
    if (!does && at < last) return false;
    this.#write(plan);
    this.#main.classList.toggle('hall--hero', plan.hero !== null);
    this.#pages.turn(this.#all('.hall__served .call'), plan.served.onPage);
    return true;
  }

  #fitTable(at: number): boolean {
    const others = '.seat:not(.seat--called)';
    const ask = this.#ask('.seat--called', others, at);
    const plan = planTable(ask);
    const does = plan.whole && (ask.served === 0 || plan.others > 0);
    if (!does && at < last) return false;
    const list = this.#all(others);
    this.#write({ ...plan, hero: null, row: null, served: null });
    // while not all of them are there, those that call stand first
    this.#main.classList.toggle('hall--crowded', plan.others < list.length);
    this.#pages.turn(list, plan.others);
    return true;
  }

  #ask(called: string, served: string, at: number): WallAsk {
    return {
      screen: { width: innerWidth, height: innerHeight },
      room: this.#room(),
      called: this.#all(called).length,
      served: this.#all(served).length,
      numberWidth: this.#widest('.call__number, .seat__number'),
      labelWidth: Math.max(
        this.#widest('.call__label, .seat__label'),
        wordShare *
          this.#widest(
            '.call__word:not(.two), .seat__word:not(.two), .call__word .first, .seat__word .first',
          ),
        1,
      ),
      headed: !this.#main.classList.contains('hall--alone'),
      stackable: at > 0,
    };
  }

  #write({ number, columns, form, row, hero, served }: Written): void {
    const sizes = {
      least: smallestNumber({ width: innerWidth, height: innerHeight }),
      call: number,
      hero: hero ?? number,
      served: served?.number ?? number,
    };
    const { style } = this.#main;
    for (const [name, size] of Object.entries(sizes)) style.setProperty(`--${name}`, `${size}px`);
    this.#main.classList.toggle('hall--below', form === 'below');
    style.setProperty('--columns', String(columns));
    if (row !== null) style.setProperty('--called-row', String(row));
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

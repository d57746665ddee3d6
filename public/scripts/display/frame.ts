import type { ScreenSettings } from '../../../server/domain/queue/screens/display-settings.ts';
import { type Line, lineOf } from '../../../server/domain/queue/screens/hall-screen.ts';

const noticeEvery = 12_000;

/** What stands around the board: clock, notices, the age of old data. */
export class Frame {
  readonly #settings: ScreenSettings;
  readonly #clock = document.getElementById('clock');
  readonly #notice = document.getElementById('notice');
  readonly #stale = document.getElementById('stale');
  readonly #time: Intl.DateTimeFormat;

  /** `turned`: another notice stands there */
  constructor(settings: ScreenSettings, turned: () => void = () => undefined) {
    this.#settings = settings;
    this.#time = new Intl.DateTimeFormat('en-GB', {
      timeZone: settings.timeZone,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    let shown = 0;
    // one that is shorter leaves the calls where they are
    this.#notice?.classList.toggle('hall__notice--turning', settings.notices.length > 1);
    if (settings.notices.length > 1)
      setInterval(() => {
        shown = (shown + 1) % settings.notices.length;
        const notice = settings.notices[shown];
        if (notice === undefined) return;
        put(this.#notice, lineOf(notice, {}, settings.language));
        turned();
      }, noticeEvery);
  }

  tick(now: number): void {
    const text = this.#time.format(now);
    if (this.#clock !== null && this.#clock.textContent !== text) this.#clock.textContent = text;
  }

  /** How old the board is that is shown, ms; null: it is current. */
  age(milliseconds: number | null, boardAt: number): void {
    if (this.#stale === null) return;
    this.#stale.hidden = milliseconds === null;
    if (milliseconds === null) return;
    const { frame, language } = this.#settings;
    const seconds = Math.max(1, Math.round(milliseconds / 1000));
    const [words, count] =
      seconds < 60
        ? [frame.seconds, seconds]
        : seconds < 5400
          ? [frame.minutes, Math.round(seconds / 60)]
          : [frame.hours, Math.round(seconds / 3600)];
    const say = (locale: 'zh-CN' | 'en'): string => lineOf(words, { count }, locale).text;
    const time = this.#time.format(boardAt);
    const told = {
      'zh-CN': lineOf(frame.stale, { time, age: say('zh-CN') }, 'zh-CN').text,
      en: lineOf(frame.stale, { time, age: say('en') }, 'en').text,
    };
    const line = lineOf(told, {}, language);
    if (this.#stale.dataset['told'] === line.text) return;
    this.#stale.dataset['told'] = line.text;
    put(this.#stale, line);
  }
}

/** Puts a line into an element, with its second language below. */
export function put(place: Element | null, { text, lang, second }: Line): void {
  const piece = (tag: 'span' | 'small', look: string, language: string, words: string): HTMLElement => {
    const made = document.createElement(tag);
    made.className = look;
    made.lang = language;
    made.textContent = words;
    return made;
  };
  place?.replaceChildren(
    piece('span', 'first', lang, text),
    ...(second === null ? [] : [piece('small', 'second', 'en', second)]),
  );
}

import { setTimeout as pause } from 'node:timers/promises';
import { bookingBody } from '../attack/attack-site.ts';

/** One place to be booked. */
export interface FreePlace {
  readonly site: string;
  readonly start: string;
}

export interface Answered {
  readonly reference: string;
  /** of the request that was answered, on performance.now() */
  readonly sent: number;
  readonly answered: number;
}

export interface Tally {
  /** 503: nothing has happened, come again */
  refused: number;
  /** cut, or not answered in time */
  unanswered: number;
  /** requests that were sent again, under the same key */
  retried: number;
  /** anything else */
  readonly strange: string[];
}

/** a client that waits no longer than this; the same request follows */
const patience = 15_000;
const workers = 12;

/** People who book all the time, each with a key that is kept until it is answered. */
export class Storm {
  readonly answers: Answered[] = [];
  readonly tally: Tally = { refused: 0, unanswered: 0, retried: 0, strange: [] };
  readonly #urls: () => readonly string[];
  readonly #places: readonly FreePlace[];
  readonly #work: Promise<unknown>;
  #next = 0;
  #goOn = true;

  constructor(urls: () => readonly string[], places: readonly FreePlace[]) {
    this.#urls = urls;
    this.#places = places;
    this.#work = Promise.all(Array.from({ length: workers }, (_, turn) => this.#book(turn)));
  }

  /** Resolves with the first answer to a request that was sent after an instant. */
  async firstAfter(instant: number, seconds = 120): Promise<Answered> {
    const end = performance.now() + seconds * 1000;
    for (let looked = 0; ; ) {
      for (; looked < this.answers.length; looked += 1) {
        const answer = this.answers[looked];
        if (answer !== undefined && answer.sent > instant) return answer;
      }
      if (performance.now() > end) throw new Error(`no booking was answered for ${seconds} s`);
      await pause(20);
    }
  }

  /** Resolves when so many more are answered. */
  async more(count: number, seconds = 60): Promise<void> {
    const wanted = this.answers.length + count;
    const end = performance.now() + seconds * 1000;
    while (this.answers.length < wanted) {
      if (performance.now() > end) throw new Error(`${count} bookings took more than ${seconds} s`);
      await pause(20);
    }
  }

  /** Nobody begins anew; those who wait are answered first. Answers how many places were asked for. */
  async end(): Promise<number> {
    this.#goOn = false;
    await this.#work;
    return this.#next;
  }

  async #book(turn: number): Promise<void> {
    while (this.#goOn) {
      const n = this.#next;
      const place = this.#places[n];
      if (place === undefined) throw new Error('the storm has booked everything');
      this.#next += 1;
      for (let attempt = 0; !(await this.#ask(n, place, turn + attempt)); attempt += 1) {
        this.tally.retried += 1;
        await pause(200);
      }
      // an office has hundreds of visitors in a minute, not in a second
      await pause(40);
    }
  }

  /** true: it is settled */
  async #ask(n: number, { site, start }: FreePlace, turn: number): Promise<boolean> {
    const urls = this.#urls();
    const sent = performance.now();
    try {
      const response = await fetch(`${urls[turn % urls.length]}/api/v1/bookings`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': `storm-${n}` },
        body: JSON.stringify({ ...bookingBody(n, start), site }),
        signal: AbortSignal.timeout(patience),
      });
      const text = await response.text();
      if (response.status === 201) {
        const { reference } = JSON.parse(text) as { reference: string };
        this.answers.push({ reference, sent, answered: performance.now() });
        return true;
      }
      if (response.status === 503) {
        this.tally.refused += 1;
        if (response.headers.get('retry-after') === null) this.tally.strange.push('503 without Retry-After');
        return false;
      }
      this.tally.strange.push(`${response.status} ${text.slice(0, 200)}`);
      // a bug of ours is told once, and not for ever
      return response.status < 500;
    } catch {
      this.tally.unanswered += 1;
      return false;
    }
  }
}

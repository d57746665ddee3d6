import { EventEmitter } from 'node:events';
import pg from 'pg';

/** How soon a connection that was lost is made again: at once, then more slowly, milliseconds. */
const pauses = [0, 100, 200, 400, 800] as const;
/** a connection that only listens notices nothing by itself: it is asked this often, and must answer this quickly */
const askEvery = 2000;
const answerWithin = 2000;

export interface ListenerEvents {
  /** it listens, or listens again after it did not for a while: what was told before is lost */
  again(): void;
}

/**
 * The connection that hears what other processes tell. To Socket.IO's adapter it is one client that never ends: it remembers its channels
 * and listens again whenever the database is back. (The adapter's own way leaves an error unheard, which ends the process, and a place
 * in its pool each time.)
 */
export class Listener extends EventEmitter {
  readonly #settings: pg.ClientConfig;
  readonly #events: ListenerEvents;
  readonly #listens = new Set<string>();
  #client: pg.Client | null = null;
  #closed = false;
  #failed = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(settings: pg.ClientConfig, events: ListenerEvents) {
    super();
    this.#settings = { ...settings, query_timeout: answerWithin };
    this.#events = events;
  }

  /** Resolves when it listens for the first time. */
  async open(): Promise<void> {
    await this.#connect();
    this.#ask();
  }

  get connected(): boolean {
    return this.#client !== null;
  }

  /**
   * What the adapter says on its connection: `LISTEN "…"` is remembered. Never fails: on an error the adapter would take another client,
   * which is this one again, and hear everything twice.
   */
  async query(sql: string): Promise<void> {
    this.#listens.add(sql);
    const client = this.#client;
    if (client === null) return;
    await client.query(sql).then(
      () => this.#events.again(),
      () => this.#lost(client),
    );
  }

  /** Part of a client of a pool; this one is nobody's but the adapter's. */
  release(): void {
    void this.close();
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    const client = this.#client;
    this.#client = null;
    if (client !== null) farewell(client);
  }

  async #connect(): Promise<void> {
    const client = new pg.Client(this.#settings);
    client.on('error', () => this.#lost(client));
    client.on('end', () => this.#lost(client));
    client.on('notification', (message) => this.emit('notification', message));
    try {
      await client.connect();
      for (const sql of this.#listens) await client.query(sql);
    } catch (error) {
      farewell(client);
      throw error;
    }
    if (this.#closed) return farewell(client);
    this.#client = client;
    this.#failed = 0;
  }

  #lost(client: pg.Client): void {
    if (this.#client !== client) return;
    this.#client = null;
    farewell(client);
    this.#reconnect();
  }

  #reconnect(): void {
    if (this.#closed) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => {
        this.#connect().then(
          () => {
            this.#ask();
            this.#events.again();
          },
          () => this.#reconnect(),
        );
      },
      pauses[Math.min(this.#failed, pauses.length - 1)],
    );
    this.#failed += 1;
  }

  #ask(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const client = this.#client;
      if (client === null) return;
      client.query('select 1').then(
        () => {
          if (this.#client === client) this.#ask();
        },
        () => this.#lost(client),
      );
    }, askEvery);
    this.#timer.unref();
  }
}

/** Lets go of a connection without waiting for a server that may be silent. */
function farewell(client: pg.Client): void {
  client.end().catch(() => {});
  const timer = setTimeout(() => client.connection.stream.destroy(), answerWithin);
  timer.unref();
  client.once('end', () => clearTimeout(timer));
}

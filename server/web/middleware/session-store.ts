import session, { type SessionData } from 'express-session';
import type { SessionKeeper } from '../../actions/staff/session-keeper.ts';
import { unavailableOf } from '../../actions/unavailable.ts';

/** Sessions of requests that nobody has made: a page that looks for news by itself. They are read, and end as if it had not asked. */
const leftIdle = new WeakSet<object>();

export function leaveIdle(data: object): void {
  leftIdle.add(data);
}

type Done<T> = (error: unknown, value?: T | null) => void;

/** What express-session asks of a store, answered by our keeper. */
export class SessionStore extends session.Store {
  readonly #keeper: SessionKeeper;
  /** what has been written of a session by its request, without the cookie, whose end is ours to say */
  readonly #written = new WeakMap<object, string>();

  constructor(keeper: SessionKeeper) {
    super();
    this.#keeper = keeper;
  }

  override get(id: string, done: Done<SessionData>): void {
    this.#keeper.read(id).then((kept) => {
      if (kept === null) done(null, null);
      else done(null, { ...(JSON.parse(kept.data) as SessionData), seenAt: kept.seenAt });
    }, done);
  }

  override set(id: string, data: SessionData, done: Done<never> = () => {}): void {
    const { seenAt: _seenAt, ...kept } = data;
    const { staff = null, address = '', agent = '', startedAt = 0 } = kept;
    const facts = JSON.stringify({ ...kept, cookie: null });
    // whoever has just signed in is saved once more when the answer goes out, which says nothing new
    if (this.#written.get(data) === facts) {
      done(null);
      return;
    }
    this.#keeper.keep(id, { staff, address, agent, startedAt }, JSON.stringify(kept)).then(() => {
      this.#written.set(data, facts);
      done(null);
    }, done);
  }

  override touch(id: string, data: SessionData, done: Done<never> = () => {}): void {
    if (leftIdle.has(data)) done(null);
    else
      this.#keeper.touch(id, data.seenAt ?? 0).then(
        () => done(null),
        // it is asked when the answer is on its way already, which an error would cut: the session is noted as used by the next request
        (error: unknown) => done(unavailableOf(error) === null ? error : null),
      );
  }

  override destroy(id: string, done: Done<never> = () => {}): void {
    this.#keeper.drop(id).then(() => done(null), done);
  }
}

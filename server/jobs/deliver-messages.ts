import { logFailure } from '../actions/unavailable.ts';
import { type DeliveryParts, type DeliveryReport, deliverDue } from '../messages/delivery.ts';

/** Calls back, again and again or once, after so many milliseconds, until the answer is called. */
type Timer = (milliseconds: number, call: () => void) => () => void;

export interface DeliveryTimers {
  readonly every: Timer;
  readonly after: Timer;
}

export interface DeliveryJob {
  /** there is something to deliver: soon, not now, and never in the way of who says so; `atOnce`: not after what is being delivered either */
  wake(how?: { readonly atOnce: boolean }): void;
  /** delivers what is due at this moment and waits for it */
  deliverDue(): Promise<DeliveryReport>;
  /** stops beginning anything new and waits for what is under way */
  close(): Promise<void>;
}

/** Retries and reminders become due without anybody waking us. */
const interval = 15_000;
/** Between two runs, so that in a rush bookings have the writer and messages go out together. */
const restFor = 250;

const realTimers: DeliveryTimers = {
  every: (milliseconds, call) => {
    const timer = setInterval(call, milliseconds);
    timer.unref();
    return () => clearInterval(timer);
  },
  after: (milliseconds, call) => {
    const timer = setTimeout(call, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** Delivers the outbox: when woken, and by the clock. One run at a time in a process; other processes run theirs. */
export function startDelivery(given: DeliveryParts, timers: DeliveryTimers = realTimers): DeliveryJob {
  const parts: DeliveryParts = { ...given, ended: () => closed };
  const owner = parts.newId();
  let running: Promise<void> | null = null;
  const hurrying = new Set<Promise<void>>();
  let stopResting: (() => void) | null = null;
  let woken = false;
  let closed = false;

  const run = async (): Promise<void> => {
    // one turn of the loop, so that whoever woke us goes first
    await new Promise((resolve) => setImmediate(resolve));
    woken = false;
    try {
      await deliverDue(parts, owner);
    } catch (error) {
      logFailure(parts.log, error, 'delivery stopped');
    }
    running = null;
    if (closed) return;
    stopResting = timers.after(restFor, () => {
      stopResting = null;
      if (woken) running = run();
    });
  };
  /** Beside whatever is being delivered, however slow that is. */
  const hurry = async (): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve));
    try {
      await deliverDue(parts, owner, true);
    } catch (error) {
      logFailure(parts.log, error, 'delivery stopped');
    }
  };
  const wake = ({ atOnce } = { atOnce: false }): void => {
    if (closed) return;
    if (atOnce) {
      const hurried = hurry().finally(() => hurrying.delete(hurried));
      hurrying.add(hurried);
    }
    woken = true;
    if (stopResting === null) running ??= run();
  };
  const stopTimer = timers.every(interval, wake);
  return {
    wake,
    deliverDue: () => deliverDue(parts, owner),
    async close() {
      closed = true;
      stopTimer();
      stopResting?.();
      await Promise.all([running, ...hurrying]);
      parts.channels.close();
    },
  };
}

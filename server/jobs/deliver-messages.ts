import { type DeliveryParts, type DeliveryReport, deliverDue } from '../messages/delivery.ts';

/** Calls back every so many milliseconds until the answer is called. */
export type Every = (milliseconds: number, call: () => void) => () => void;

export interface DeliveryJob {
  /** there is something to deliver: soon, not now, and never in the way of who says so */
  wake(): void;
  /** delivers what is due at this moment and waits for it */
  deliverDue(): Promise<DeliveryReport>;
  /** stops beginning anything new and waits for what is under way */
  close(): Promise<void>;
}

/** Retries and reminders become due without anybody waking us. */
const interval = 15_000;

export const everyInterval: Every = (milliseconds, call) => {
  const timer = setInterval(call, milliseconds);
  timer.unref();
  return () => clearInterval(timer);
};

/** Delivers the outbox: when woken, and by the clock. One run at a time in a process; other processes run theirs. */
export function startDelivery(parts: DeliveryParts, every: Every = everyInterval): DeliveryJob {
  const owner = parts.newId();
  let running: Promise<unknown> | null = null;
  let again = false;
  let closed = false;

  const run = async (): Promise<void> => {
    do {
      again = false;
      try {
        await deliverDue(parts, owner);
      } catch (error) {
        parts.log.error({ err: error instanceof Error ? error.message : String(error) }, 'delivery stopped');
      }
    } while (again && !closed);
  };
  const wake = (): void => {
    if (closed) return;
    again = true;
    running ??= new Promise<void>((resolve) => setImmediate(resolve)).then(run).finally(() => {
      running = null;
    });
  };
  const stopTimer = every(interval, wake);
  return {
    wake,
    deliverDue: () => deliverDue(parts, owner),
    async close() {
      closed = true;
      stopTimer();
      await running;
      parts.channels.close();
    },
  };
}

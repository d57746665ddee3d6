import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { elapsed } from '../clock.ts';
import { answerForMetrics } from './joined-metrics.ts';

/** A process that ended by itself is replaced after this, twice as long each time it does so again at once; milliseconds. */
const soonest = 1000;
const latest = 30_000;
/** Whatever has lived so long ended for another reason than the one before. Milliseconds. */
const settled = 60_000;

interface Telling {
  info(details: object, message: string): void;
  error(details: object, message: string): void;
}

export interface LeadParts {
  readonly count: number;
  /** what runs the sources, and which */
  readonly exec: string;
  readonly args: readonly string[];
  readonly log: Telling;
  /** how to say what is to be closed when the program is asked to end */
  readonly closeFirst: (close: () => Promise<void>) => void;
}

/**
 * Starts so many processes behind one address, replaces whichever ends by itself, and on SIGUSR2 all, one after another, each once its
 * successor answers. Resolves when all answer. The first starts alone, because it migrates; when it cannot, the program ends as it did.
 */
export async function lead({ count, exec, args, log, closeFirst }: LeadParts): Promise<void> {
  cluster.setupPrimary({ exec, args: [...args] });
  answerForMetrics();
  const asked = new WeakSet<Worker>();
  let closing = false;
  let failures = 0;

  const end = async (worker: Worker): Promise<void> => {
    asked.add(worker);
    const ended = once(worker, 'exit');
    worker.process.kill('SIGTERM');
    await ended;
  };
  const start = (): Worker => {
    const worker = cluster.fork();
    const began = elapsed();
    worker.once('exit', (code, signal) => {
      if (closing || asked.has(worker)) return;
      failures = elapsed() - began < settled ? failures + 1 : 1;
      const wait = Math.min(latest, soonest * 2 ** (failures - 1));
      log.error(
        { pid: worker.process.pid, code, signal, wait },
        'a process has ended by itself: another starts',
      );
      setTimeout(() => closing || start(), wait);
    });
    return worker;
  };
  const replaceAll = async (): Promise<void> => {
    for (const old of all()) {
      const next = start();
      asked.add(next);
      if (!(await answers(next))) {
        log.error({ pid: next.process.pid }, 'the new process does not start: the old ones go on');
        return;
      }
      asked.delete(next);
      if (!closing && old.isConnected()) await end(old);
    }
    log.info({ processes: all().length }, 'every process has been replaced');
  };

  closeFirst(async () => {
    closing = true;
    await Promise.all(all().map(end));
  });
  const first = start();
  asked.add(first);
  if (!(await answers(first))) process.exit(first.process.exitCode ?? 1);
  asked.delete(first);
  await Promise.all(Array.from({ length: count - 1 }, start).map(answers));
  let replaced = Promise.resolve();
  process.on('SIGUSR2', () => {
    replaced = replaced.then(replaceAll);
  });
}

function all(): readonly Worker[] {
  return Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
}

/** Whether it comes to listen, or ends before. */
function answers(worker: Worker): Promise<boolean> {
  return new Promise((resolve) => {
    worker.once('listening', () => resolve(true));
    worker.once('exit', () => resolve(false));
  });
}

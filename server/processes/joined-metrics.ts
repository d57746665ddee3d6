import cluster from 'node:cluster';
import { AggregatorRegistry, type PrometheusContentType, type Registry } from 'prom-client';

/** A process asks the one that leads for the numbers of all, and is answered; null: they could not be had. */
interface Exchange {
  readonly type: 'hall:metrics';
  readonly id: number;
  readonly text: string | null;
}

/** The library gives up after five seconds; nobody who scrapes waits longer. Milliseconds. */
const patience = 6000;

/**
 * How to read the numbers of every process behind this address, each under its `process`: a scrape reaches one of them, by chance. Alone,
 * or while the others cannot be asked: its own.
 */
export function joinedMetrics(registry: Registry): () => Promise<string> {
  const { worker } = cluster;
  if (worker === undefined) return () => registry.metrics();
  registry.setDefaultLabels({ process: String(worker.id) });
  AggregatorRegistry.setRegistries(registry);
  // from now on it hands its numbers over when the one that leads asks
  addAnswering();
  const waiting = new Map<number, (text: string | null) => void>();
  worker.on('message', (message: unknown) => {
    if (isExchange(message)) waiting.get(message.id)?.(message.text);
  });
  let asked = 0;
  return async () => {
    asked += 1;
    const id = asked;
    const text = await new Promise<string | null>((resolve) => {
      waiting.set(id, resolve);
      setTimeout(resolve, patience, null).unref();
      worker.send({ type: 'hall:metrics', id, text: null } satisfies Exchange);
    });
    waiting.delete(id);
    return text ?? registry.metrics();
  };
}

/** In the process that leads: answers whichever asks with the numbers of all. */
export function answerForMetrics(): void {
  const all = addAnswering();
  cluster.on('message', (worker, message: unknown) => {
    if (!isExchange(message)) return;
    const { type, id } = message;
    void all
      .clusterMetrics()
      .catch(() => null)
      .then((text) => worker.isConnected() && worker.send({ type, id, text } satisfies Exchange));
  });
}

/** Making one is what starts the library's own exchange between the processes. */
function addAnswering(): AggregatorRegistry<PrometheusContentType> {
  return new AggregatorRegistry();
}

function isExchange(message: unknown): message is Exchange {
  return (
    typeof message === 'object' && message !== null && 'type' in message && message.type === 'hall:metrics'
  );
}

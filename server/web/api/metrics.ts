import type { RequestHandler } from 'express';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { System } from '../../actions/system.ts';
import { caps, type TimingName } from '../../actions/timings.ts';
import { elapsed } from '../../clock.ts';
import { replicaMetrics } from './replica-metrics.ts';

interface Metrics {
  readonly registry: Registry;
  readonly requests: Counter<'method' | 'route' | 'status'>;
  readonly durations: Histogram<'method' | 'route'>;
}

/** By what every view of a system shares. */
const bySystem = new WeakMap<object, Metrics>();

/** The numbers of one system: its own registry, so that several can live in one process. */
export function metricsOf(system: System): Metrics {
  let metrics = bySystem.get(system.timings);
  if (metrics === undefined) {
    metrics = makeMetrics(system);
    bySystem.set(system.timings, metrics);
  }
  return metrics;
}

// seconds
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

const helps: Readonly<Record<TimingName, readonly [help: string, labels: readonly string[]]>> = {
  booking_commit: ['A batch of booking commands, from taking it to its commit', []],
  hall_commit: ['A batch of hall commands, from taking it to its commit', []],
  call_to_screen: ['A call, from its commit to the push to the screens', []],
  delivery: ['A message on its channel', ['channel', 'result']],
  job: ['A run of a job', ['job']],
};

function makeMetrics(system: System): Metrics {
  const registry = new Registry();
  const registers = [registry];
  // event loop lag, memory, handles
  collectDefaultMetrics({ register: registry });
  replicaMetrics(system.database.publicReads, registers);
  const requests = new Counter({
    name: 'http_requests_total',
    help: 'Requests answered',
    labelNames: ['method', 'route', 'status'],
    registers,
  });
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'From the arrival of a request to the end of its answer',
    labelNames: ['method', 'route'],
    buckets,
    registers,
  });
  const refused = new Counter({
    name: 'hall_cap_refused_total',
    help: 'What strangers asked for beyond a cap',
    labelNames: ['cap'],
    registers,
  });
  for (const cap of caps) refused.inc({ cap }, 0);
  system.timings.hearBeyond((cap) => refused.inc({ cap }));
  new Gauge({
    name: 'hall_lane_backlog',
    help: 'Commands that wait to be carried out',
    labelNames: ['lane'],
    registers,
    collect() {
      this.set({ lane: 'bookings' }, system.bookings.backlog());
      this.set({ lane: 'halls' }, system.halls.backlog());
    },
  });
  const named = Object.entries(helps).map(([name, [help, labels]]) => {
    const labelNames = [...labels];
    return [
      name,
      new Histogram({ name: `hall_${name}_seconds`, help, labelNames, buckets, registers }),
    ] as const;
  });
  const timings = new Map<string, Histogram>(named);
  system.timings.hear((name, milliseconds, labels) =>
    timings.get(name)?.observe(labels, milliseconds / 1000),
  );
  return { registry, requests, durations };
}

const counted = new WeakSet<object>();

/** Counts and times every request once, by the pattern of its route. */
export function requestMetrics(system: System): RequestHandler {
  const { requests, durations } = metricsOf(system);
  return (request, response, next) => {
    if (!counted.has(request)) {
      counted.add(request);
      const began = elapsed();
      response.once('finish', () => {
        const { method } = request;
        // the pattern, never the path itself: that has secrets and no bound
        const route =
          request.route === undefined ? 'other' : `${request.baseUrl}${String(request.route.path)}`;
        requests.inc({ method, route, status: String(response.statusCode) });
        durations.observe({ method, route }, (elapsed() - began) / 1000);
      });
    }
    next();
  };
}

import type { RequestHandler } from 'express';
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { System } from '../../actions/system.ts';

interface Metrics {
  readonly registry: Registry;
  readonly requests: Counter<'method' | 'route' | 'status'>;
}

const bySystem = new WeakMap<System, Metrics>();

/** The numbers of one system: its own registry, so that several can live in one process. */
export function metricsOf(system: System): Metrics {
  let metrics = bySystem.get(system);
  if (metrics === undefined) {
    metrics = makeMetrics(system);
    bySystem.set(system, metrics);
  }
  return metrics;
}

function makeMetrics(system: System): Metrics {
  const registry = new Registry();
  // event loop lag, memory, handles
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'http_requests_total',
    help: 'Requests answered',
    labelNames: ['method', 'route', 'status'],
    registers: [registry],
  });
  new Gauge({
    name: 'hall_lane_backlog',
    help: 'Commands that wait to be carried out',
    labelNames: ['lane'],
    registers: [registry],
    collect() {
      this.set({ lane: 'bookings' }, system.bookings.backlog());
      this.set({ lane: 'halls' }, system.halls.backlog());
    },
  });
  return { registry, requests };
}

const counted = new WeakSet<object>();

/** Counts every request once, by the pattern of its route and its status. */
export function requestMetrics(system: System): RequestHandler {
  const { requests } = metricsOf(system);
  return (request, response, next) => {
    if (!counted.has(request)) {
      counted.add(request);
      response.once('finish', () => {
        // the pattern, never the path itself: that has secrets and no bound
        const route =
          request.route === undefined ? 'other' : `${request.baseUrl}${String(request.route.path)}`;
        requests.inc({ method: request.method, route, status: String(response.statusCode) });
      });
    }
    next();
  };
}

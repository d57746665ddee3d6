import autocannon from 'autocannon';
import type { Child } from './child.ts';

/** How often autocannon looks whether the time is up, milliseconds; by itself it does so every second. */
const sampleInt = 100;

export interface LoadOptions {
  readonly connections: number;
  readonly seconds: number;
}

/** Requests answered in a second, of one address asked again and again, or of these paths in turn. Anything but 200 is a mistake of the bench. */
export async function requestsPerSecond(
  url: string,
  options: LoadOptions,
  paths?: readonly string[],
): Promise<number> {
  return (await answered(url, options, paths)).rate;
}

export interface Cost {
  /** microseconds that the serving process computes for an answer, all its threads together */
  readonly cpu: number;
  /** answers a second */
  readonly rate: number;
}

/** What an answer costs whoever serves it: on cores that others share the rate alone says nothing. */
export async function costOfAnswers(
  child: Child,
  url: string,
  options: LoadOptions,
  paths?: readonly string[],
): Promise<Cost> {
  const before = await child.ask<number>('computed');
  const { rate, count } = await answered(url, options, paths);
  return { cpu: ((await child.ask<number>('computed')) - before) / count, rate };
}

async function answered(
  url: string,
  { connections, seconds }: LoadOptions,
  paths?: readonly string[],
): Promise<{ readonly rate: number; readonly count: number }> {
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    sampleInt,
    headers: { 'accept-language': 'zh-CN' },
    ...(paths === undefined ? {} : { requests: paths.map((path) => ({ path })) }),
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} of another status, ${result.errors} errors`);
  return { rate: result['2xx'] / result.duration, count: result['2xx'] };
}

/** What a booking that is answered with 201 costs; `body` makes the next one. */
export async function costOfBookings(
  child: Child,
  body: () => object,
  { connections, seconds }: LoadOptions,
): Promise<Cost> {
  const before = await child.ask<number>('computed');
  const refusals = new Set<string>();
  const result = await autocannon({
    url: `${child.url}/api/v1/bookings`,
    connections,
    duration: seconds,
    sampleInt,
    requests: [
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        setupRequest: (request) => ({ ...request, body: JSON.stringify(body()) }),
        onResponse: (status, answer) => {
          if (status !== 201) refusals.add(`${status} ${answer}`);
        },
      },
    ],
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(
      `bookings: ${result.non2xx} refused, ${result.errors} errors: ${[...refusals].slice(0, 3).join('; ')}`,
    );
  const computed = (await child.ask<number>('computed')) - before;
  return { cpu: computed / result['2xx'], rate: result['2xx'] / result.duration };
}

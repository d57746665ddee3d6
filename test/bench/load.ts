import autocannon from 'autocannon';

/** How often autocannon looks whether the time is up, milliseconds; by itself it does so every second. */
const sampleInt = 100;

export interface LoadOptions {
  readonly connections: number;
  readonly seconds: number;
}

/** Requests answered in a second, of one address asked again and again, or of these paths in turn. Anything but 200 is a mistake of the bench. */
export async function requestsPerSecond(
  url: string,
  { connections, seconds }: LoadOptions,
  paths?: readonly string[],
): Promise<number> {
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
  return result['2xx'] / result.duration;
}

/** Bookings that were answered with 201 in a second; `body` makes the next one. */
export async function bookingsPerSecond(
  url: string,
  body: () => object,
  { connections, seconds }: LoadOptions,
): Promise<number> {
  const result = await autocannon({
    url: `${url}/api/v1/bookings`,
    connections,
    duration: seconds,
    sampleInt,
    requests: [
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        setupRequest: (request) => ({ ...request, body: JSON.stringify(body()) }),
      },
    ],
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`bookings: ${result.non2xx} refused, ${result.errors} errors`);
  return result['2xx'] / result.duration;
}

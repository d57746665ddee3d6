import { counterNamespace, hallNamespace } from '../realtime/events.ts';
import { allCalls } from './api/all-calls.ts';
import { routeOf } from './api/api-routes.ts';
import type { Access } from './api/caller.ts';
import { type Audiences, staffOfSite } from './audience.ts';
import { audiencesOf } from './declared-page.ts';
import { everyPage } from './every-page.ts';
import { paths } from './paths.ts';

/** Every page and form, from what each says of itself; and what programs ask that watch over the process. */
export const pageAudiences: Audiences = {
  ...audiencesOf(everyPage),
  [`GET ${paths.health()}`]: 'everybody',
  [`GET ${paths.ready()}`]: 'everybody',
  // from this machine; others need a key
  [`GET ${paths.metrics()}`]: 'everybody',
};

/** Every namespace of the sockets. What `staffOfSite` may hear, a staff key of the site may too; see `staffOrKey` in compose.ts. */
export const socketAudiences: Audiences = {
  [hallNamespace]: 'everybody',
  [counterNamespace]: staffOfSite('booking.read'),
};

/** Every call of the API, from what each says of itself. */
export const callAudiences: Readonly<Record<string, Access>> = {
  [`GET ${paths.api.openapi()}`]: 'all',
  ...Object.fromEntries(
    allCalls.map(({ method, path, access }) => [
      `${method.toUpperCase()} ${paths.api.root()}${routeOf(path)}`,
      access,
    ]),
  ),
};

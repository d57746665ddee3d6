import type { System } from '../system.ts';

/** What proves that somebody is the second recipient of a booking's (its id) messages at an address or number. It opens nothing else. */
export function secondToken(
  { secrets }: Pick<System, 'secrets'>,
  booking: string,
  recipient: string,
): string {
  return secrets.tokenFor('second', `${booking}:${recipient}`);
}

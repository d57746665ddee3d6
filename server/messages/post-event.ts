import type { EventDelivery } from '../store/event/event-delivery-store.ts';
import { DeliveryError } from './channel.ts';
import { hookSignature } from './hook-signature.ts';
import type { Post } from './http-call.ts';
import { faultOfStatus } from './refusal-of-channel.ts';

/** The body of an event, which is what is signed. The same event has the same id whenever it comes, so that a receiver can leave out what it knows. */
function eventBody({ event, type, site, sequence, at, data }: EventDelivery): string {
  return JSON.stringify({
    ...{ id: event, type, site, sequence, at: new Date(at).toISOString() },
    data: JSON.parse(data) as unknown,
  });
}

/** Hands an event to a subscriber: any 2xx is a receipt. Answers the status; throws DeliveryError otherwise. */
export async function postEvent(
  post: Post,
  { url, key, patience }: { readonly url: string; readonly key: string; readonly patience: number },
  delivery: EventDelivery,
  now: number,
): Promise<string> {
  const body = eventBody(delivery);
  const timestamp = Math.floor(now / 1000);
  const { status } = await post({
    url,
    patience,
    body,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'idempotency-key': delivery.event,
      'x-hall-event': delivery.type,
      'x-hall-sequence': `${delivery.site} ${delivery.sequence}`,
      'x-hall-timestamp': String(timestamp),
      'x-hall-signature': `v1=${hookSignature(key, timestamp, body)}`,
    },
  });
  const answer = String(status);
  if (status < 200 || status > 299)
    throw new DeliveryError(answer, { code: answer, fault: faultOfStatus(status) });
  return answer;
}

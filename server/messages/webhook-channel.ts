import { isTest } from '../domain/message/test-message.ts';
import type { StoredMessage } from '../store/message/outbox-row.ts';
import { type Channel, DeliveryError } from './channel.ts';
import type { WebhookSettings } from './channel-settings.ts';
import { hookSignature } from './hook-signature.ts';
import type { Post } from './http-call.ts';
import { faultOfStatus } from './refusal-of-channel.ts';
import { shortMessage } from './short-message.ts';
import { spokenVisit } from './spoken-visit.ts';
import type { WordingContext } from './wording-context.ts';

export interface WebhookParts {
  readonly wordingContext: WordingContext;
  readonly post: Post;
  /** milliseconds */
  readonly patience: number;
}

/** Hands messages to a branch's own gateway (SMS, WeChat) as JSON. Accepted means any 2xx. */
export function webhookChannel(
  settings: WebhookSettings,
  key: string,
  { wordingContext, post, patience }: WebhookParts,
): Channel {
  return {
    async send(message, now) {
      const body = await webhookBody(message, wordingContext, now);
      const timestamp = Math.floor(now / 1000);
      const { status } = await post({
        url: settings.url,
        patience,
        body,
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'idempotency-key': message.id,
          'x-hall-event': message.template,
          'x-hall-timestamp': String(timestamp),
          'x-hall-signature': `v1=${hookSignature(key, timestamp, body)}`,
        },
      });
      // what the other side wrote is not repeated: it may be anything, and staff read it
      const answer = String(status);
      if (status < 200 || status > 299)
        throw new DeliveryError(answer, { code: String(status), fault: faultOfStatus(status) });
      return answer;
    },
  };
}

async function webhookBody(
  message: StoredMessage,
  wordingContext: WordingContext,
  now: number,
): Promise<string> {
  const spoken = await spokenVisit(message, wordingContext, now);
  const { text, parameters } = shortMessage(message, spoken);
  return JSON.stringify({
    id: message.id,
    template: message.template,
    locale: message.locale,
    site: message.site,
    recipient: message.recipient,
    ...(isTest(message) ? { test: true } : {}),
    text,
    parameters: parameters.map(([name, value]) => ({ name, value })),
    start: new Date(spoken.visit.start).toISOString(),
    createdAt: new Date(message.createdAt).toISOString(),
  });
}

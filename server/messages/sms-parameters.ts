import type { Parameters } from '../domain/message/message.ts';
import { smsValue } from '../domain/message/sms-value.ts';
import type { StoredMessage } from '../store/message/outbox-row.ts';
import type { SmsTemplate } from './channel-settings.ts';
import { spokenParameters } from './spoken-parameters.ts';
import { spokenVisit } from './spoken-visit.ts';
import type { WordingContext } from './wording-context.ts';

/** What an approved template is filled with: the provider's names, in its order. `longest`: of a value, in characters. */
export async function smsParameters(
  message: StoredMessage,
  { parameters }: SmsTemplate,
  longest: number,
  wordingContext: WordingContext,
  now: number,
): Promise<Parameters> {
  const said = new Map(spokenParameters(message, await spokenVisit(message, wordingContext, now)));
  return parameters.map(([theirs, ours]) => [theirs, smsValue(said.get(ours) ?? '', longest)] as const);
}

import type { Message, Parameters } from './message.ts';
import { parameter } from './visit-snapshot.ts';

/** A message about no visit, by which an administrator sees whether a channel works. */
export function testMessage(
  message: Pick<Message, 'template' | 'channel' | 'locale' | 'recipient' | 'site'>,
  invented: Parameters,
): Message {
  return {
    ...message,
    parameters: [...invented, ['test', 'yes']],
    booking: null,
    sequence: 0,
    notBefore: null,
  };
}

export function isTest({ parameters }: Pick<Message, 'parameters'>): boolean {
  return parameter(parameters, 'test') !== null;
}

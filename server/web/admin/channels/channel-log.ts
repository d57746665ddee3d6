import type { Catalogue } from '../../../domain/catalogue/catalogue.ts';
import type { Locale } from '../../../domain/catalogue/words.ts';
import type { StoredMessage } from '../../../store/message/outbox-query.ts';
import { type OutboxLine, outboxLine } from '../outbox-view.ts';

export interface LogLine extends OutboxLine {
  /** what the other side said last; empty: nothing was said */
  readonly answer: string;
}

/** The delivery log of a site's channels, recipients masked; each line leads to the whole of its message. */
export function logLines(
  messages: readonly StoredMessage[],
  locale: Locale,
  catalogue: Catalogue,
): readonly LogLine[] {
  return messages.map((message) => ({
    ...outboxLine(message, locale, catalogue),
    answer: message.log.at(-1)?.answer ?? '',
  }));
}

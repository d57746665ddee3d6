import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { OutboxPage } from '../../store/message/outbox-query.ts';
import type { PageContext } from '../page-context.ts';
import { outboxColumns, outboxLine, times } from './outbox-view.ts';
import type { TableFile } from './table-file.ts';

/** The list of messages as a file, recipients masked. */
export function outboxTable(
  found: OutboxPage,
  { t, locale }: Pick<PageContext, 't' | 'locale'>,
  catalogue: Catalogue,
): TableFile {
  return {
    name: 'outbox',
    columns: [
      ...outboxColumns.map(([, label]) => t(label)),
      t('mail.outbox.attempts'),
      t('mail.outbox.sentAt'),
    ],
    rows: found.messages.map((message) => {
      const time = times(message, locale, catalogue);
      const { about, reference, recipient, site, channel, state } = outboxLine(message, locale, catalogue);
      const { createdAt, attempts, sentAt } = message;
      const sent = sentAt === null ? '' : time(sentAt);
      return [time(createdAt), about, reference, recipient, site, channel, state, attempts, sent];
    }),
  };
}

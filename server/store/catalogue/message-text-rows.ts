import type { MessageText } from '../../domain/message/message-text.ts';
import { type CatalogueRow, optionalText, text } from './columns.ts';

/** Of the organisation's words, and of an office's. */
export function messageTextOf(row: CatalogueRow): MessageText {
  return {
    template: text(row, 'template') as MessageText['template'],
    locale: text(row, 'locale') as MessageText['locale'],
    subject: optionalText(row, 'subject'),
    opening: optionalText(row, 'opening'),
  };
}

import type { System } from '../../actions/system.ts';
import type { Mailbox } from '../../domain/message/mailbox.ts';

export type OutboxSystem = Pick<
  System,
  'database' | 'secrets' | 'clock' | 'config' | 'announce' | 'catalogue' | 'log'
> & {
  readonly mailbox: Mailbox;
};

import type { Locale } from '../../domain/catalogue/words.ts';
import type {
  ChannelKind,
  MessageTemplate,
  OutboxState,
  SiteChannelKind,
} from '../../domain/message/message.ts';
import type { Flag, Table } from '../table.ts';

export interface ChannelRow {
  readonly site: string;
  readonly kind: SiteChannelKind;
  readonly settings: string;
  readonly secrets: string;
  readonly active: Flag;
  readonly shared: Flag;
  readonly updated_at: number;
  readonly price: number;
}

export interface BookingWechatRow {
  readonly booking: string;
  readonly openid: string;
  readonly asked_at: number;
}

export interface ChannelCostRow {
  readonly site: string;
  readonly channel: ChannelKind;
  readonly month: string;
  readonly messages: number;
  readonly cost: number;
}

export interface ChannelOrderRow {
  readonly site: string;
  readonly kinds: string;
  readonly updated_at: number;
}

export interface MessageOptOutRow {
  readonly booking: string;
  readonly template: MessageTemplate;
  readonly at: number;
}

export interface MessageTextRow {
  readonly template: MessageTemplate;
  readonly locale: Locale;
  readonly subject: string | null;
  readonly opening: string | null;
  readonly revision: number;
}

export interface SiteTextRow {
  readonly site: string;
  readonly template: MessageTemplate;
  readonly locale: Locale;
  readonly subject: string | null;
  readonly opening: string | null;
}

export interface OutboxRow {
  readonly id: string;
  readonly channel: ChannelKind;
  readonly template: MessageTemplate;
  readonly locale: Locale;
  readonly recipient: string;
  readonly parameters: string;
  readonly booking: string | null;
  readonly site: string | null;
  readonly sequence: number;
  readonly state: OutboxState;
  readonly attempts: number;
  readonly due_at: number;
  readonly next_attempt_at: number;
  readonly lease_owner: string | null;
  readonly lease_until: number | null;
  readonly last_error: string | null;
  readonly log: string;
  readonly created_at: number;
  readonly sent_at: number | null;
  readonly refused_code: string | null;
  readonly fallbacks: string | null;
}

export interface AheadNoticeRow {
  readonly ticket: string;
  readonly site: string;
  readonly day: string;
  readonly channel: ChannelKind;
  readonly recipient: string;
  readonly locale: Locale;
  readonly sent: Flag;
  readonly asked_at: number;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    readonly channel: Table<ChannelRow, 'active' | 'shared' | 'price'>;
    readonly channel_order: Table<ChannelOrderRow>;
    readonly channel_cost: Table<ChannelCostRow>;
    readonly booking_wechat: Table<BookingWechatRow>;
    readonly message_opt_out: Table<MessageOptOutRow>;
    readonly message_text: Table<MessageTextRow, 'revision'>;
    readonly site_text: Table<SiteTextRow>;
    readonly outbox: Table<OutboxRow, 'sequence' | 'attempts' | 'log'>;
    readonly ahead_notice: Table<AheadNoticeRow>;
  }
}

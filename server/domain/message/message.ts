import type { Locale } from '../catalogue/words.ts';

/** What a message is about. The key of its words, and of the templates that SMS providers have approved. */
export const messageTemplates = [
  'booked',
  'visits_listed',
  'moved',
  'changed',
  'cancelled',
  'reminder',
  'moved_by_office',
  'cancelled_by_office',
  'released',
  'document_returned',
  'document_accepted',
  'ready_for_collection',
  'sent_by_office',
  'missed_warning',
  'not_held',
  'times_offered',
  'visit_stands',
  'corrected',
  'objection_declined',
  'release_stands',
  'release_reversed',
  'three_ahead',
  'called',
  'day_ended',
  'day_goes_on',
  'ticket_void',
  'ticket_back',
  'floor_alarm',
  'staffing_short',
  'audit_head',
  'new_device',
  'new_passkey',
  'report',
  'wait_joined',
  'wait_aside',
  'place_offered',
  'offer_withdrawn',
  'wait_ended',
  'certificate_confirm',
  'certificate_expiry',
  'contact_code',
] as const;
export type MessageTemplate = (typeof messageTemplates)[number];

export const channelKinds = ['mail', 'wechat', 'webhook', 'aliyun', 'tencent', 'wecom'] as const;
export type ChannelKind = (typeof channelKinds)[number];
/** The channels that a site connects by itself; mail is connected once, for all. */
export const siteChannelKinds = [
  'wechat',
  'aliyun',
  'tencent',
  'webhook',
  'wecom',
] as const satisfies readonly ChannelKind[];
export type SiteChannelKind = (typeof siteChannelKinds)[number];

/** Named and ordered: providers of SMS take them by name or by place. */
export type Parameters = readonly (readonly [name: string, value: string])[];

/** One way to somebody. */
export interface Hop {
  readonly channel: ChannelKind;
  readonly recipient: string;
}

/** A message as it is put in the outbox: facts only, said in words when it is delivered. */
export interface Message {
  readonly template: MessageTemplate;
  readonly channel: ChannelKind;
  readonly locale: Locale;
  /** an e-mail address, or a mobile number of eleven digits; by WeChat, too: who that is to WeChat is looked up when it is delivered */
  readonly recipient: string;
  /** where it goes instead, in turn, when nobody is reached there; left out: nowhere */
  readonly fallbacks?: readonly Hop[];
  readonly parameters: Parameters;
  /** id of the booking, or of the entry of the waiting list; null: it is about a ticket without one */
  readonly booking: string | null;
  readonly site: string;
  /** of the booking; messages about one booking leave in this order */
  readonly sequence: number;
  /** not to be delivered before this instant, epoch ms; null: at once */
  readonly notBefore: number | null;
}

/** queued → sending → sent, or back to queued, or dead; kept: nothing to send it with; superseded: overtaken by events, never sent */
export const outboxStates = ['queued', 'sending', 'sent', 'dead', 'kept', 'superseded'] as const;
export type OutboxState = (typeof outboxStates)[number];

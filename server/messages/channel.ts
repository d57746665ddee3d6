import type { ChannelKind } from '../domain/message/message.ts';
import type { Charge } from '../store/message/channel-cost-store.ts';
import type { StoredMessage } from '../store/message/outbox-row.ts';

/** Hands a message over. Answers what the other side said; throws DeliveryError, or anything else, when it was not accepted. */
export interface Channel {
  /** `keeps`: asked once the message is made, before it goes; throws where somebody else has it by now */
  send(message: StoredMessage, now: number, keeps?: () => Promise<void>): Promise<string>;
  /** several as one; left out: each by itself */
  sendTogether?(messages: readonly StoredMessage[], now: number): Promise<string>;
  /** what accepting one costs now (epoch ms); left out: nothing that is counted */
  charge?(now: number): Charge;
}

/** What has to be mended before trying again is of any use: the message (its recipient), or how the channel is set up. */
export type Fault = 'message' | 'channel';

/** It was not accepted. With a fault it never will be; without one it may be later. */
export class DeliveryError extends Error {
  readonly fault: Fault | null;
  /** what the other side calls it; names nobody */
  readonly code: string;

  constructor(
    message: string,
    { fault = null, code = '' }: { readonly fault?: Fault | null; readonly code?: string } = {},
  ) {
    super(message);
    this.fault = fault;
    this.code = code;
  }
}

/** To make it took longer than its lease, and somebody else has claimed it: it is theirs to send and to record. */
export class ClaimLost extends Error {}

/** The channel of a message; null: there is none (any more), the message is kept. */
export interface Channels {
  /** false: every message of this kind is kept */
  delivers(kind: ChannelKind): boolean;
  find(message: StoredMessage): Promise<Channel | null>;
  close(): void;
}

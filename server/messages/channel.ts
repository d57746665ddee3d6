import type { ChannelKind } from '../domain/message/message.ts';
import type { StoredMessage } from '../store/message/outbox-row.ts';

/** Hands a message over. Answers what the other side said; throws DeliveryError, or anything else, when it was not accepted. */
export interface Channel {
  send(message: StoredMessage, now: number): Promise<string>;
}

/** It was not accepted. `final`: it never will be, trying again is of no use. */
export class DeliveryError extends Error {
  readonly final: boolean;

  constructor(message: string, { final = false }: { readonly final?: boolean } = {}) {
    super(message);
    this.final = final;
  }
}

/** The channel of a message; null: there is none (any more), the message is kept. */
export interface Channels {
  /** false: every message of this kind is kept */
  delivers(kind: ChannelKind): boolean;
  find(message: StoredMessage): Promise<Channel | null>;
  close(): void;
}

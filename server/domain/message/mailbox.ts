import type { Parameters } from './message.ts';

/** A file that goes with a message. */
export interface MailFile {
  readonly name: string;
  readonly type: string;
  readonly content: Uint8Array;
  /** shown in the HTML under `cid:…`; null: a file beside it */
  readonly contentId: string | null;
}

/** A message as its reader gets it. */
export interface ReadableMail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly files: readonly MailFile[];
  /** what other channels say of it: a sentence, and what is filled into words of theirs */
  readonly short: { readonly text: string; readonly parameters: Parameters };
}

/** Lets messages of the outbox be read as they are, were or would be sent. */
export interface Mailbox {
  /** null: there is no such message */
  read(id: string): Promise<ReadableMail | null>;
}

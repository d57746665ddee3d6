import type { Locale } from '../catalogue/words.ts';

export const certificateSources = ['visitor', 'holder', 'office'] as const;
/** Who left the date: somebody on the page of a service, the holder of a booking, or staff for them. */
export type CertificateSource = (typeof certificateSources)[number];

/** The day on which a certificate expires, and whom to tell. Instants in epoch ms, dates local. */
export interface Certificate {
  readonly id: string;
  readonly email: string;
  readonly locale: Locale;
  /** so that the reader knows which; empty: not said */
  readonly enterprise: string;
  /** the last day on which it is valid, YYYY-MM-DD */
  readonly expiresOn: string;
  readonly site: string | null;
  /** id of the booking with which it was left */
  readonly booking: string | null;
  readonly source: CertificateSource;
  readonly consentVersion: string;
  readonly askedAt: number;
  /** the address has answered; null: nothing but the question is sent to it */
  readonly confirmedAt: number | null;
  /** local date of the next message; null: none */
  readonly nextOn: string | null;
}

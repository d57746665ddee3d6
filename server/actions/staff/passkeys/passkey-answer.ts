import type { PasskeyChallenge } from '../../seal.ts';

/** What a browser answers when it has signed with a passkey (WebAuthn, AuthenticationResponseJSON); all in base64url. */
export interface SignedAnswer {
  readonly id: string;
  readonly clientDataJSON: string;
  readonly authenticatorData: string;
  readonly signature: string;
  /** whose passkey it is; some authenticators do not say */
  readonly userHandle: string | null;
}

/** What a browser answers when it has made a passkey (RegistrationResponseJSON). */
export interface MadeAnswer {
  readonly id: string;
  readonly clientDataJSON: string;
  readonly attestationObject: string;
  readonly transports: readonly string[];
}

/** Who may answer a challenge, and for what. */
export type AskedFor = Omit<PasskeyChallenge, 'challenge' | 'until'>;

/** Whether a challenge was given for this, to this account in this session, and is still good (`now`: epoch ms). */
export function isAskedFor(asked: PasskeyChallenge, wanted: AskedFor, now: number): boolean {
  return (
    asked.use === wanted.use &&
    asked.staff === wanted.staff &&
    asked.session === wanted.session &&
    now < asked.until
  );
}

/** How an account is called towards its authenticators: they show the same id for each of its passkeys, and no name is in it. */
export function userHandleOf(staff: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(staff, 'utf8'));
}

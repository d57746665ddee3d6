/** How many one account may have: a phone, a key on the ring, the machine at the desk, and some to spare. */
export const mostPasskeys = 10;
export const longestPasskeyName = 60;

/** A passkey as its owner sees it; instants are epoch ms. */
export interface Passkey {
  readonly id: string;
  readonly staff: string;
  readonly name: string;
  readonly createdAt: number;
  /** null: never */
  readonly lastUsedAt: number | null;
}

/** What is needed to check an answer of the authenticator that holds it (WebAuthn level 3, 4). */
export interface Credential {
  /** base64url */
  readonly credential: string;
  /** COSE key, base64url */
  readonly publicKey: string;
  /** of signatures; 0: its authenticator does not count */
  readonly counter: number;
  readonly transports: readonly string[];
}

export type KnownPasskey = Passkey & Credential;

/** For whom credentials are made: the domain, and the address of the pages that may ask for them. */
export interface RelyingParty {
  readonly id: string;
  readonly origin: string;
}

/**
 * The relying party of an address under which people reach us; null: browsers do not make passkeys there (neither https nor this machine by
 * its name, or a number instead of a name).
 */
export function relyingParty(address: string): RelyingParty | null {
  if (!URL.canParse(address)) return null;
  const { hostname, origin, protocol } = new URL(address);
  const isNumber = hostname.startsWith('[') || /^[\d.]+$/.test(hostname);
  const isSafe = protocol === 'https:' || hostname === 'localhost';
  return isNumber || !isSafe ? null : { id: hostname, origin };
}

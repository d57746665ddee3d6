import type { KnownPasskey, RelyingParty } from '../../../domain/staff/passkey.ts';
import { passkeyByCredential } from '../../../store/staff/passkey-query.ts';
import { usePasskey } from '../../../store/staff/passkey-store.ts';
import type { PasskeyChallenge } from '../../seal.ts';
import { hashToken } from '../../secrets.ts';
import type { System } from '../../system.ts';
import { type AskedFor, isAskedFor, type SignedAnswer, userHandleOf } from './passkey-answer.ts';
import { webauthn } from './webauthn.ts';

type Parts = Pick<System, 'clock' | 'database'>;

/** A passkey that somebody shows. */
export interface ShownPasskey {
  readonly party: RelyingParty;
  /** null: this browser was not asked */
  readonly asked: PasskeyChallenge | null;
  readonly session: string | null;
  /** null: it is none */
  readonly answer: SignedAnswer | null;
}

/**
 * Whose passkey has signed the challenge, for these pages, once; null: none has. `verified`: its authenticator must have known its owner by a finger or a
 * PIN. Uses up the challenge and keeps the counter, so that neither an answer nor a copied authenticator is good again.
 */
export async function checkPasskey(
  system: Parts,
  { party, asked, session, answer }: ShownPasskey,
  { use, staff, verified }: Omit<AskedFor, 'session'> & { readonly verified: boolean },
): Promise<KnownPasskey | null> {
  const now = system.clock.now();
  if (asked === null || answer === null || !isAskedFor(asked, { use, staff, session }, now)) return null;
  const { writer } = system.database;
  const passkey = await passkeyByCredential(writer, answer.id);
  if (passkey === null || (staff !== null && passkey.staff !== staff)) return null;
  const handle = Buffer.from(userHandleOf(passkey.staff)).toString('base64url');
  if (answer.userHandle !== null && answer.userHandle !== handle) return null;
  const counter = await counterOf(passkey, answer, { party, challenge: asked.challenge, verified });
  if (counter === null) return null;
  const spent = { hash: hashToken(asked.challenge), expiresAt: asked.until };
  const used = await writer.transaction((transaction) =>
    usePasskey(transaction, passkey.id, { counter, at: now }, spent),
  );
  return used ? passkey : null;
}

/** How often the authenticator says it has signed by now; null: the answer is not its own, or not to what was asked. */
async function counterOf(
  { credential, publicKey, counter }: KnownPasskey,
  { id, clientDataJSON, authenticatorData, signature }: SignedAnswer,
  asked: { readonly party: RelyingParty; readonly challenge: string; readonly verified: boolean },
): Promise<number | null> {
  const { verifyAuthenticationResponse } = await webauthn();
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: {
        id,
        rawId: id,
        type: 'public-key',
        response: { clientDataJSON, authenticatorData, signature },
        clientExtensionResults: {},
      },
      expectedChallenge: asked.challenge,
      expectedOrigin: asked.party.origin,
      expectedRPID: asked.party.id,
      credential: {
        id: credential,
        publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')),
        counter,
      },
      requireUserVerification: asked.verified,
    });
    return verified ? authenticationInfo.newCounter : null;
  } catch {
    // it throws for whatever is wrong with an answer
    return null;
  }
}

import { accept, type Outcome, refuse } from '../../../domain/outcome.ts';
import type { StaffActor } from '../../../domain/staff/actor.ts';
import { type Credential, mostPasskeys, type RelyingParty } from '../../../domain/staff/passkey.ts';
import { isConflict } from '../../../store/conflict.ts';
import { lockScopes } from '../../../store/lock-scopes.ts';
import { writeAudit } from '../../../store/staff/audit-store.ts';
import { passkeysOf } from '../../../store/staff/passkey-query.ts';
import { insertPasskey, spendChallenge } from '../../../store/staff/passkey-store.ts';
import { replaceRecoveryCodes } from '../../../store/staff/second-factor-store.ts';
import { writeRows } from '../../../store/write-rows.ts';
import { WriteSet } from '../../../store/write-set.ts';
import type { PasskeyChallenge } from '../../seal.ts';
import { hashToken } from '../../secrets.ts';
import type { System } from '../../system.ts';
import { serialise } from '../serialise.ts';
import { showPasswordAgain } from '../show-password-again.ts';
import { hashRecoveryCodes, newRecoveryCodes } from '../totp.ts';
import { isAskedFor, type MadeAnswer } from './passkey-answer.ts';
import { webauthn } from './webauthn.ts';

type Parts = Pick<System, 'clock' | 'config' | 'database' | 'secrets'>;

export interface NewPasskey {
  readonly staff: StaffActor;
  readonly password: string;
  /** 1 to 60 characters, by which its owner knows it */
  readonly name: string;
  readonly party: RelyingParty;
  /** null: this browser was not asked */
  readonly asked: PasskeyChallenge | null;
  readonly session: string;
  /** null: it is none */
  readonly answer: MadeAnswer | null;
}

/**
 * Another passkey of one's own. Answers recovery codes, once, when it is the first second factor of the account; null: it has some. Every other
 * session ends. Refuses with sign_in_failed and locked_out (the password), too_many_passkeys and passkey_failed.
 */
export function registerPasskey(system: Parts, wanted: NewPasskey): Promise<Registered> {
  // only the first of several that come at once makes codes, each of which takes a hash
  return serialise(`passkeys:${wanted.staff.id}`, () => registerInTurn(system, wanted));
}

type Registered = Outcome<{ readonly codes: readonly string[] | null }>;

async function registerInTurn(system: Parts, wanted: NewPasskey): Promise<Registered> {
  const { staff, name } = wanted;
  const shown = await showPasswordAgain(system, staff, wanted.password);
  if (!shown.ok) return shown;
  const { asked } = wanted;
  const credential = await credentialOf(wanted, system.clock.now());
  if (credential === null || asked === null) return refuse('passkey_failed');
  const { database, secrets } = system;
  const codes = shown.value.hasSecondFactor ? null : newRecoveryCodes();
  const now = system.clock.now();
  const writes = new WriteSet();
  const entry = {
    actor: staff,
    action: 'staff.add_passkey',
    subject: staff.username,
    before: null,
    after: { name },
    result: 'done',
  };
  writeAudit(entry, { id: secrets.newId(), at: now }, writes);
  const passkey = { id: secrets.newId(), staff: staff.id, name, createdAt: now, lastUsedAt: null };
  // slow, and not while others wait for the transaction
  const hashes = codes === null ? null : await hashRecoveryCodes(system, staff.id, codes);
  try {
    return await database.writer.transaction(async (transaction) => {
      // two that are added at once are counted one after the other, and one of them is the first
      await lockScopes(transaction, database.engine, [`passkeys:${staff.id}`]);
      const own = await passkeysOf(transaction, staff.id);
      if (own.length >= mostPasskeys) return refuse('too_many_passkeys', { most: mostPasskeys });
      const spent = { hash: hashToken(asked.challenge), expiresAt: asked.until };
      if (!(await spendChallenge(transaction, spent))) return refuse('passkey_failed');
      await insertPasskey(transaction, { ...passkey, ...credential });
      const first = own.length === 0 ? hashes : null;
      if (first !== null) await replaceRecoveryCodes(transaction, staff.id, first);
      await writeRows(transaction, database.engine, writes);
      return accept({ codes: first === null ? null : codes });
    });
  } catch (error) {
    // it is on some account already
    if (isConflict(error)) return refuse('passkey_failed');
    throw error;
  }
}

async function credentialOf(
  { staff, session, party, asked, answer }: NewPasskey,
  now: number,
): Promise<Credential | null> {
  const wanted = { use: 'new', staff: staff.id, session } as const;
  if (asked === null || answer === null || !isAskedFor(asked, wanted, now)) return null;
  const { verifyRegistrationResponse } = await webauthn();
  const { id, clientDataJSON, attestationObject, transports } = answer;
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response: {
        id,
        rawId: id,
        type: 'public-key',
        response: { clientDataJSON, attestationObject },
        clientExtensionResults: {},
      },
      expectedChallenge: asked.challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      // a key without a finger or a PIN will do beside the password; without one it is asked for both
      requireUserVerification: false,
    });
    if (registrationInfo === undefined) return null;
    const { credential } = registrationInfo;
    return {
      credential: credential.id,
      publicKey: Buffer.from(credential.publicKey).toString('base64url'),
      counter: credential.counter,
      transports,
    };
  } catch {
    // it throws for whatever is wrong with an answer
    return null;
  }
}

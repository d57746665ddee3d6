import { minute } from '../../../domain/calendar/durations.ts';
import type { RelyingParty } from '../../../domain/staff/passkey.ts';
import type { StaffMember } from '../../../domain/staff/permissions.ts';
import { passkeysOf } from '../../../store/staff/passkey-query.ts';
import type { PasskeyChallenge } from '../../seal.ts';
import type { System } from '../../system.ts';
import { userHandleOf } from './passkey-answer.ts';
import { webauthn } from './webauthn.ts';

type Parts = Pick<System, 'clock' | 'database'>;

/** Somebody may have to look for the key, and to type its PIN. */
const goodFor = 5 * minute;

/** What a browser is asked (WebAuthn, PublicKeyCredential…OptionsJSON), and what to remember until it answers. */
export interface Asked {
  readonly options: object;
  readonly challenge: PasskeyChallenge;
}

/** Instead of a password: any passkey of this installation, and the authenticator must know its owner by a finger or a PIN. */
export async function askToSignIn({ clock }: Parts, party: RelyingParty): Promise<Asked> {
  const { generateAuthenticationOptions } = await webauthn();
  const options = await generateAuthenticationOptions({
    rpID: party.id,
    userVerification: 'required',
    timeout: goodFor,
  });
  return {
    options,
    challenge: remembered(clock.now(), options.challenge, { use: 'sign-in', staff: null, session: null }),
  };
}

/** Beside the password that was shown in this session: one of the account's own passkeys. */
export async function askForFactor(
  { clock, database }: Parts,
  party: RelyingParty,
  { staff, session }: { readonly staff: string; readonly session: string },
): Promise<Asked> {
  const { generateAuthenticationOptions } = await webauthn();
  const own = await passkeysOf(database.reader, staff);
  const options = await generateAuthenticationOptions({
    rpID: party.id,
    userVerification: 'preferred',
    timeout: goodFor,
    allowCredentials: own.map(({ credential, transports }) => ({
      id: credential,
      transports: [...transports],
    })),
  });
  return {
    options,
    challenge: remembered(clock.now(), options.challenge, { use: 'second-factor', staff, session }),
  };
}

/** A new passkey for somebody who is signed in; no authenticator makes a second one for the same account. */
export async function askForNew(
  { clock, database }: Parts,
  party: RelyingParty,
  staff: Pick<StaffMember, 'id' | 'username' | 'name'>,
  { session, office }: { readonly session: string; readonly office: string },
): Promise<Asked> {
  const { generateRegistrationOptions } = await webauthn();
  const own = await passkeysOf(database.reader, staff.id);
  const options = await generateRegistrationOptions({
    rpID: party.id,
    rpName: office,
    userID: userHandleOf(staff.id),
    userName: staff.username,
    userDisplayName: staff.name,
    timeout: goodFor,
    // whose make it is nobody asks: that would tell one person's key from another's
    attestationType: 'none',
    excludeCredentials: own.map(({ credential, transports }) => ({
      id: credential,
      transports: [...transports],
    })),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
  });
  return {
    options,
    challenge: remembered(clock.now(), options.challenge, { use: 'new', staff: staff.id, session }),
  };
}

function remembered(
  now: number,
  challenge: string,
  asked: Omit<PasskeyChallenge, 'challenge' | 'until'>,
): PasskeyChallenge {
  return { challenge, ...asked, until: now + goodFor };
}

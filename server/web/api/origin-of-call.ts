import { checkContactCode, contactMark } from '../../actions/booking/contact-code.ts';
import type { System } from '../../actions/system.ts';
import type { Origin } from '../../domain/booking/origin.ts';
import { accept, type Outcome } from '../../domain/outcome.ts';
import { originFrom } from '../request/origin-of.ts';
import type { RawAsk } from './api-call.ts';

interface Brings {
  readonly contact: { readonly mobile: string; readonly email?: string | null | undefined };
  readonly contactCode?: { readonly id: string; readonly code: string } | undefined;
  readonly work?: string | undefined;
}

type Caller = Pick<RawAsk, 'caller'> & { readonly system: System };

/** Where a visitor's call for a site comes from, with what it brings; there is no browser. Refuses with code_wrong and code_expired. */
export async function originOfCall(
  { system, caller }: Caller,
  site: string,
  brings: Brings | null = null,
): Promise<Outcome<Origin>> {
  const proven = brings === null ? accept(null) : await provenBy(system, brings);
  if (!proven.ok) return proven;
  const { address } = caller.actor.kind === 'holder' ? caller.actor : { address: null };
  const sender = { address, browser: null, work: brings?.work, proven: proven.value };
  return accept(await originFrom(system, site, sender));
}

/** How a contact is proven by the code that comes with it; null: none does. */
async function provenBy(
  system: System,
  { contact, contactCode }: Brings,
): Promise<Outcome<'sms' | 'mail' | null>> {
  if (contactCode === undefined) return accept(null);
  const proven = await checkContactCode(system, contactCode.id, contactCode.code);
  if (!proven.ok) return proven;
  const told = proven.value.by === 'sms' ? contact.mobile : (contact.email ?? '');
  return accept(contactMark(system, told) === proven.value.contact ? proven.value.by : null);
}

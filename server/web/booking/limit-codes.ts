import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import {
  type CodeAsk,
  contactMark,
  sendContactCode,
  sendsCodesBySms,
} from '../../actions/booking/contact-code.ts';
import type { System } from '../../actions/system.ts';
import { refuse } from '../../domain/outcome.ts';
import { makeRateLimiter } from '../rate-limiter.ts';
import { countedNetwork } from '../request/origin-of.ts';

type Parts = Pick<System, 'config' | 'database' | 'secrets'>;

// each code costs somebody a message: an office may share one network, a stranger owns the addresses of a whole one
const allowance = { name: 'contact-codes', points: 20, seconds: 10 * 60 };
/** Pages and calls count together, whatever else each of them has. */
const limiters = new WeakMap<System['database'], RateLimiterAbstract>();

type Asked = Omit<CodeAsk, 'network'> & { readonly address: string | null };

/**
 * Sends a code as `sendContactCode` does. Refuses also with too_many_requests when the network has had what pages and calls together may have; a device
 * that has proven this very contact is not counted there, because a stranger may be in the same network.
 */
export async function sendCodeTo(
  system: System,
  { address, ...asked }: Asked,
): ReturnType<typeof sendContactCode> {
  const network = countedNetwork(address);
  const isBeyond = network !== null && !(await isKnown(system, asked)) && !(await mayAsk(system, network));
  const sent = isBeyond
    ? refuse('too_many_requests')
    : await sendContactCode(system, {
        ...asked,
        network: network === null ? '' : system.secrets.markOf('network', network),
      });
  if (!sent.ok && sent.code === 'too_many_requests') system.timings.tellBeyond('contact_codes');
  return sent;
}

/** Whether the device has proven the contact that this code goes to. */
async function isKnown(
  system: System,
  { site, mobile, email, device }: Omit<Asked, 'address'>,
): Promise<boolean> {
  if (device === null) return false;
  const to = mobile !== null && (await sendsCodesBySms(system, site)) ? mobile : email;
  return to !== null && contactMark(system, to) === device.contact;
}

async function mayAsk(parts: Parts, network: string): Promise<boolean> {
  if (!parts.config.rateLimits) return true;
  const limiter = limiters.get(parts.database) ?? makeRateLimiter(parts, allowance);
  limiters.set(parts.database, limiter);
  return limiter.consume(network).then(
    () => true,
    () => false,
  );
}

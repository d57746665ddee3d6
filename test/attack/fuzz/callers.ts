import { createStaff } from '../../../server/actions/staff/create-staff.ts';
import { theSystem } from '../../../server/domain/staff/actor.ts';
import type { Role } from '../../../server/domain/staff/permissions.ts';
import { bookByApi } from '../../support/book-by-api.ts';
import type { HallSystem } from '../../support/hall-system.ts';
import {
  type ExamplesBelow,
  plainExamples,
  type RouteExamples,
  recordingFile,
  wallPictureFile,
} from '../../support/route-examples.ts';
import { pairedKiosk } from '../../web/kiosk/kiosk-door.ts';
import { setHall } from '../../web/number/door.ts';
import { type Agent, goodPassword, signIn } from '../../web/staff/staff-browser.ts';
import {
  certificateOf,
  listOfVisits,
  officeExamples,
  ticketOfWalkIn,
  whoWaits,
} from '../../web/walk-examples.ts';
import { keysThatWalk, site } from '../../web/walkers.ts';

export interface Caller {
  readonly name: string;
  agent: Agent;
  readonly headers: Readonly<Record<string, string>>;
  readonly plain: RouteExamples;
  readonly below: ExamplesBelow;
  /** of the forms behind a session; null: not known now */
  token: string | null;
  /** anew, when what was done has ended the session */
  signIn?(): Promise<Agent>;
}

/** What may stand in no answer but those to whom it belongs. */
export interface Secret {
  readonly what: string;
  readonly text: string;
  readonly holders: readonly string[];
}

const staff: readonly (readonly [string, Role, readonly string[]])[] = [
  ['administrator', 'administrator', []],
  ['auditor', 'auditor', []],
  ['counter here', 'counter', [site]],
  ['manager elsewhere', 'manager', ['HZ']],
];

const mobile = '13912340987';

/** An office with one of each thing, whoever may come to it, and what each of them must not be told. */
export async function manCallers(
  hall: HallSystem,
): Promise<{ readonly callers: readonly Caller[]; readonly secrets: readonly Secret[] }> {
  const booked = await bookByApi(hall, site, { name: '柳如烟', mobile, email: 'liu@secret.invalid' });
  await setHall(hall, site, { numberByPhone: true, figuresByClerk: true });
  const kiosk = await pairedKiosk(hall);
  const keys = await keysThatWalk(hall);
  const office = await officeExamples(hall, site);
  const files: ExamplesBelow = {
    '/display/:site/recordings': { file: await recordingFile(hall) },
    '/display/:site/pictures': { file: await wallPictureFile(hall) },
  };
  const [ticket, waiting] = [await ticketOfWalkIn(hall, site), await whoWaits(hall, site)];
  const visits = await listOfVisits(hall, booked.reference);
  const certificate = await certificateOf(hall);
  const plain = { ...plainExamples, reference: booked.reference, item: 'BUSINESS_LICENCE', question: 'new' };
  const caller = (name: string, rest: Partial<Caller> = {}): Caller => ({
    ...{ name, agent: hall.agent(), headers: {}, plain, below: { ...office, ...files }, token: null },
    ...rest,
  });
  const agent = hall.agent();
  /** Opens a secret link, and answers the name under which its pages are from then on. */
  const opened = async (address: string): Promise<string> =>
    new URL(String((await agent.get(address)).headers['location']), hall.url).pathname.split('/')[2] ?? '';
  const ofHolder: ExamplesBelow = {
    '/tickets': { token: await opened(`/tickets/${ticket}`) },
    '/api/v1/tickets': { token: ticket },
    '/waitlist': { token: await opened(`/waitlist/${waiting}`) },
    '/api/v1/waitlist': { token: waiting },
    '/visits': { token: await opened(`/visits/${visits}`) },
    '/certificates/:': { certificate: certificate.id },
  };
  await opened(`/bookings/${booked.reference}?token=${booked.token}`);
  await opened(`/certificates/${certificate.id}?token=${certificate.token}`);
  const holder = caller('holder', {
    agent,
    headers: { Authorization: `Bearer ${booked.token}` },
    plain: { ...plain, token: booked.token },
    below: { ...office, ...files, ...ofHolder },
  });
  const keyed = (['device', 'staff'] as const).map((kind) =>
    caller(`${kind} key`, { headers: { Authorization: `Bearer ${keys.get(`${kind} here`)?.key}` } }),
  );
  const atKiosk = caller('kiosk', {
    agent: kiosk,
    below: { ...office, ...files, '/kiosk': { token: ticket } },
  });
  const people = staff.map(([name, role, sites]) =>
    caller(name, { signIn: () => newcomer(hall, role, sites) }),
  );
  for (const one of people) if (one.signIn !== undefined) one.agent = await one.signIn();
  const keySecrets = [...keys].map(([name, { key }]) => ({
    what: `the ${name} key`,
    text: key,
    holders: name.endsWith('here') ? [`${name.split(' ')[0]} key`] : [],
  }));
  const secrets: readonly Secret[] = [
    { what: 'the link of a booking', text: booked.token, holders: ['holder'] },
    { what: 'the link of a list of visits', text: visits, holders: ['holder'] },
    { what: 'the link of who waits', text: waiting, holders: ['holder'] },
    { what: 'the link of a certificate', text: certificate.token, holders: ['holder'] },
    { what: 'a mobile', text: mobile, holders: ['holder', 'administrator', 'counter here'] },
    { what: 'the secret of sessions', text: hall.system.config.sessionSecret, holders: [] },
    { what: 'a password', text: goodPassword, holders: [] },
    { what: 'the hash of a password', text: '$argon2', holders: [] },
    ...keySecrets,
  ];
  return { callers: [caller('stranger'), holder, atKiosk, ...keyed, ...people], secrets };
}

/** Whoever gets furthest there. */
export function callerOf(pattern: string): string {
  if (/^\/(admin|staff|counter|floor|reception)/.test(pattern)) return 'administrator';
  if (pattern.startsWith('/kiosk')) return 'kiosk';
  if (pattern.startsWith('/api/v1/counters') || pattern.endsWith('/events')) return 'staff key';
  return 'holder';
}

let newcomers = 0;

async function newcomer(hall: HallSystem, role: Role, sites: readonly string[]): Promise<Agent> {
  newcomers += 1;
  const username = `fuzz-${newcomers}`;
  const by = { password: goodPassword, actor: theSystem };
  const made = await createStaff(hall.system, { username, name: username, role, sites, ...by });
  if (!made.ok) throw new Error(`nobody new: ${made.code}`);
  const agent = hall.agent();
  await signIn(agent, username);
  return agent;
}

import assert from 'node:assert/strict';
import { confirmDevice } from '../../../server/actions/device/confirm-device.ts';
import { hashToken } from '../../../server/actions/secrets.ts';
import { bookCommand } from '../../support/commands.ts';
import type { HallSystem } from '../../support/hall-system.ts';
import { somebody } from '../../support/somebody.ts';
import { hidden } from '../counter/signed-in.ts';

export const site = 'BJ-TSY';
export const kioskHome = `/kiosk/${site}`;

export type Agent = ReturnType<HallSystem['agent']>;

/** A machine that has been let in. */
export async function pairedKiosk(hall: HallSystem): Promise<Agent> {
  const agent = hall.agent();
  const page = await agent.get(kioskHome);
  assert.equal(page.status, 403);
  const paired = await confirmDevice(hall.system, somebody, {
    by: { code: codeOn(page.text) },
    name: '东门',
  });
  assert.ok(paired.ok);
  return agent;
}

/** The code that the page of an unpaired machine shows. */
export function codeOn(html: string): string {
  const code = /kiosk__code number">([^<]+)</.exec(html)?.[1];
  assert.ok(code !== undefined, 'no pairing code');
  return code;
}

export async function sendForm(
  agent: Agent,
  from: string,
  to: string,
  fields: Readonly<Record<string, string | readonly string[]>>,
) {
  const html = (await agent.get(from)).text;
  return agent
    .post(to)
    .type('form')
    .send({ _csrf: hidden(html, '_csrf'), form: hidden(html, 'form'), ...fields });
}

let booked = 0;

/** Books a visit past the rules; answers its reference. */
export async function booking(hall: HallSystem, start: string, at = site): Promise<string> {
  booked += 1;
  const reference = `H23K-8P${'23456789CDFHJKMN'[booked % 16]}${'PRTWXY'[booked % 6]}`;
  const creditCode = ['914403001922038216', '91110108551385082Q', '91440300708461136T', '91110000802100433B'][
    booked % 4
  ];
  const answer = await hall.system.bookings.submit(
    bookCommand({
      id: `booking-${booked}`,
      reference,
      start,
      site: at,
      tokenHash: hashToken(`secret-${booked}`),
      mobile: `1380000${1000 + booked}`,
      actor: { kind: 'office' },
      enterprise: { name: '北京远洋国际货运代理有限公司', creditCode: creditCode ?? '', customsCode: null },
      ticks: ['BUSINESS_LICENCE'],
    }),
    { actor: { kind: 'staff', id: 'test' } },
  );
  assert.ok(answer.ok, JSON.stringify(answer));
  return reference;
}

import assert from 'node:assert/strict';
import type { Locale } from '../../server/domain/catalogue/words.ts';
import { foreignWords, wordsOf } from '../support/foreign-words.ts';
import { type HallSystem, mondayMorning, startSystem } from '../support/hall-system.ts';
import { details } from './booking/browsing.ts';
import { Visitor, validDetails } from './booking/visitor.ts';
import { signedIn } from './counter/signed-in.ts';
import { pairedKiosk } from './kiosk/kiosk-door.ts';
import { ticketOfWalkIn, whoWaits } from './walk-examples.ts';

const services = ['NEW', 'RENEW', 'ADD_OPERATOR', 'ADD_DECLARANT', 'REPLACE', 'UNLOCK'];
const sites = ['BJ-AIRPORT', 'BJ-ZGC', 'BJ-TSY', 'BJ-CCB', 'HZ'];
const ready = 'service=RENEW&answer=RENEW_STATE.VALID';
const open = [
  '/',
  '/services',
  ...services.map((code) => `/services/${code}`),
  '/sites',
  ...sites.flatMap((code) => [`/sites/${code}`, `/display/${code}`]),
  '/online',
  '/privacy',
  '/accessibility',
  '/nothing-here',
  '/staff/sign-in',
  '/book',
  ...services.map((code) => `/book/checklist?service=${code}`),
  `/book/waiting?${ready}&site=BJ-TSY`,
  '/book/checklist?service=ADD_DECLARANT&answer=ADD_DECLARANT_NUMBER.NO',
  '/book/checklist?service=ADD_OPERATOR&answer=ADD_OPERATOR_LEGAL_CARD.NO',
  `/book/checklist?${ready}`,
  `/book/time?${ready}`,
  ...sites.map((code) => `/book/time?${ready}&site=${code}`),
  '/bookings',
  '/bookings/2222-2222',
  '/tickets/nothing',
];
const ofBooking = [
  '',
  '/print',
  '/move',
  '/earlier',
  '/change',
  '/messages',
  '/cancellation',
  '/contact',
  '/deletion',
  '/materials',
];
const ofKiosk = ['', '/services', '/priority?service=RENEW', '/checklist?service=RENEW', '/check-in'];

describe('a walk over the pages for one language', () => {
  let hall: HallSystem;
  let visitor: Visitor;
  const booked = {} as Record<Locale, string>;
  let ticket: string;
  let waits: string;

  before(async function () {
    this.timeout(60_000);
    hall = await startSystem({ engine: 'sqlite' });
    hall.clock.set(mondayMorning);
    visitor = new Visitor(hall);
    for (const locale of ['zh-CN', 'en'] as const) {
      const mobile = locale === 'en' ? '13700000001' : '13700000002';
      await visitor.book(['RENEW', 'ADD_OPERATOR'], { ...validDetails, ...details[locale], mobile });
      booked[locale] = visitor.path;
    }
    ticket = await ticketOfWalkIn(hall, 'BJ-TSY');
    waits = await whoWaits(hall, 'BJ-TSY');
  });
  after(() => hall?.close());

  /** Which of these pages hold words of the other language. */
  const strays = async (
    addresses: readonly string[],
    locale: Locale,
    get: (address: string) => Promise<{ text: string; type: string }>,
  ): Promise<Record<string, string[]>> => {
    const found: Record<string, string[]> = {};
    for (const address of addresses) {
      const { text, type } = await get(`${address}${address.includes('?') ? '&' : '?'}lang=${locale}`);
      if (type !== 'text/html') continue;
      assert.match(text, new RegExp(`<html lang="${locale}"`), address);
      const words = foreignWords(wordsOf(text), locale);
      if (words.length > 0) found[address] = [...new Set(words)];
    }
    return found;
  };
  const by = (agent: ReturnType<HallSystem['agent']>) => async (address: string) =>
    agent.get(address).redirects(2);

  it('the check itself finds a stray word of either language', () => {
    assert.deepEqual(foreignWords(wordsOf('<p>办理 <b>Booking</b></p><img alt="Map">'), 'zh-CN'), [
      'Booking',
      'Map',
    ]);
    assert.deepEqual(foreignWords(wordsOf('<title>Booking 预约</title>'), 'en'), ['预约']);
  });

  for (const locale of ['zh-CN', 'en'] as const) {
    it(`finds no stray word on what everybody sees (${locale})`, async function () {
      this.timeout(60_000);
      const addresses = [...open, `/tickets/${ticket}`];
      assert.deepEqual(await strays(addresses, locale, by(hall.agent())), {});
    });

    it(`finds no stray word for whoever waits (${locale})`, async () => {
      assert.deepEqual(await strays([`/waitlist/${waits}`], locale, by(hall.agent())), {});
    });

    it(`finds no stray word on the pages of a booking (${locale})`, async () => {
      const addresses = ofBooking.map((part) => booked[locale] + part);
      const get = async (address: string) => (await visitor.open(address)).page;
      assert.deepEqual(await strays(addresses, locale, get), {});
    });

    it(`finds no stray word on a kiosk (${locale})`, async () => {
      const kiosk = await pairedKiosk(hall);
      const addresses = ofKiosk.map((part) => `/kiosk/BJ-TSY${part}`);
      assert.deepEqual(await strays(addresses, locale, by(kiosk)), {});
    });

    it(`finds no stray word on a counter (${locale})`, async () => {
      const { agent, username } = await signedIn(hall, 'counter', ['BJ-TSY']);
      const get = async (address: string) => {
        const { text, type } = await agent.get(address);
        // names of people are their own
        return { type, text: text.replaceAll(/职员\d+/g, '').replaceAll(username, '') };
      };
      assert.deepEqual(await strays(['/counter', '/counter/BJ-TSY-3', '/staff/account'], locale, get), {});
    });
  }
});

import assert from 'node:assert/strict';
import type { Response } from 'supertest';
import { secondToken } from '../../server/actions/message/second-token.ts';
import { bookingByReference } from '../../server/store/booking/booking-query.ts';
import { messageLinks } from '../../server/web/message-links.ts';
import { paths, withQuery } from '../../server/web/paths.ts';
import { engines } from '../support/engines.ts';
import { type HallSystem, startSystem } from '../support/hall-system.ts';
import { Visitor, validDetails } from './booking/visitor.ts';
import { certificateOf, listOfVisits, ticketOfWalkIn, whoWaits } from './walk-examples.ts';

const site = 'BJ-TSY';
const second = 'second@test.invalid';

/** What a browser has been given to keep: "name path". */
function cookiesOf({ headers }: Response): string[] {
  return [headers['set-cookie'] ?? []]
    .flat()
    .map((line) => `${/^[^=]+/.exec(line)} ${/Path=([^;]*)/.exec(line)?.[1]}`)
    .filter((line) => !/^(browser|csrf|lang|type|visits) /.test(line));
}

for (const engine of engines) {
  describe(`the secret of a link leaves the address [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    /** every page that a message, a code or an answer of the API leads a stranger to, with its secret */
    let links: Readonly<Record<string, { readonly address: string; readonly secret: string }>>;
    let reference: string;

    before(async () => {
      hall = await startSystem({ engine });
      const visitor = await new Visitor(hall).book(['RENEW'], { ...validDetails, email: 'own@test.invalid' });
      reference = visitor.path.split('/')[2] ?? '';
      await visitor.open(`/bookings/${reference}/messages`);
      await visitor.send({ email: second, agreed: '1' });
      const { system } = hall;
      const booking = await bookingByReference(system.database.reader, reference);
      assert.ok(booking !== null);
      const certificate = await certificateOf(hall);
      const ticket = await ticketOfWalkIn(hall, site);
      const waits = await whoWaits(hall, site);
      const visits = await listOfVisits(hall, reference);
      const own = system.secrets.tokenFor('booking', booking.id);
      const to = messageLinks(system);
      const plain = (address: string): string => address.replace(system.baseUrl(), '');
      const below = (part: (reference: string) => string) => ({
        address: withQuery(part(reference), { token: own, lang: 'en' }),
        secret: own,
      });
      links = {
        booking: { address: plain(to.booking(booking)), secret: own },
        moving: below(paths.booking.move),
        printing: below(paths.booking.print),
        calendar: below(paths.booking.calendar),
        reminders: { address: plain(to.reminders(booking)), secret: own },
        second: {
          address: plain(to.second(booking, second)),
          secret: secondToken(system, booking.id, second),
        },
        ticket: { address: paths.ticket.show(ticket), secret: ticket },
        'place of a ticket': { address: paths.ticket.now(ticket), secret: ticket },
        waiting: { address: `${paths.waitlist.show(waits)}?done=joined&lang=en`, secret: waits },
        'data of a wait': { address: paths.waitlist.data(waits), secret: waits },
        visits: { address: paths.visits.show(visits), secret: visits },
        certificate: { address: plain(to.certificate(certificate.id)), secret: certificate.token },
        'end of a certificate': {
          address: plain(to.stopCertificate(certificate.id)),
          secret: certificate.token,
        },
      };
    });
    after(() => hall.close());

    it('at the first look, to a page that its browser alone opens again', async () => {
      for (const [name, { address, secret }] of Object.entries(links)) {
        assert.ok(address.includes(secret), name);
        const browser = hall.agent();
        const first = await browser.get(address);
        assert.equal(first.status, 303, name);
        assert.equal(first.headers['cache-control'], 'no-store', name);
        assert.equal(first.headers['referrer-policy'], 'no-referrer', name);
        const { location = '' } = first.headers;
        assert.ok(!location.includes(secret) && location.startsWith('/'), `${name}: ${location}`);
        assert.equal((await browser.get(location)).status, 200, `${name}: ${location}`);
        assert.equal((await browser.get(location)).status, 200, `${name} again`);
        const stranger = await hall.request.get(location);
        assert.equal(stranger.status, 404, `${name}: ${location} for a stranger`);
        assert.ok(!stranger.text.includes(secret), name);
      }
    });

    it('keeps what else the address asks for', async () => {
      const at = async (name: string) =>
        (await hall.request.get(links[name]?.address ?? '')).headers['location'];
      assert.equal(await at('moving'), `/bookings/${reference}/move?lang=en`);
      assert.match((await at('waiting')) ?? '', /^\/waitlist\/[\w-]+\?done=joined&lang=en$/);
      assert.match((await at('place of a ticket')) ?? '', /^\/tickets\/somebody\/now$/);
    });

    it('as a cookie of that page alone', async () => {
      for (const [name, { address }] of Object.entries(links)) {
        const first = await hall.request.get(address);
        const [path = ''] = String(first.headers['location']).split('?');
        const kept = cookiesOf(first);
        assert.equal(kept.length, 1, `${name}: ${kept}`);
        const own = kept[0]?.split(' ')[1] ?? '';
        assert.ok(
          own.split('/').length >= 3 && (path === own || path.startsWith(`${own}/`)),
          `${name}: ${kept}`,
        );
        assert.match(String(first.headers['set-cookie']), /HttpOnly/i);
      }
    });

    it('and opens nothing besides: two in one browser do not mix', async () => {
      const browser = new Visitor(hall);
      const other = await ticketOfOther(hall);
      await browser.open(links['ticket']?.address ?? '');
      assert.equal(browser.page.status, 200);
      await browser.open('/tickets/another');
      assert.equal(browser.page.status, 404);
      await browser.open(paths.ticket.show(other));
      assert.equal(browser.path, '/tickets/another');
      await browser.open('/tickets/somebody');
      assert.equal(browser.page.status, 200);
    });

    it('says to a browser that keeps no cookies what is missing, and nothing of what is there', async () => {
      for (const path of ['/tickets/somebody', '/tickets/nobody', '/waitlist/nobody', '/visits/nobody']) {
        const { status, text } = await hall.request.get(`${path}?lang=en`);
        assert.equal(status, 404, path);
        assert.match(text, /only be opened from its own link/, path);
      }
    });

    it('a form is taken by the secret in its address, as a page that was open before sends it', async () => {
      const browser = new Visitor(hall);
      await browser.open(paths.booking.find());
      const { address } = links['ticket'] ?? { address: '' };
      const left = await browser.post({}, `${address}/leave`);
      assert.equal(left.status, 303);
      assert.equal(left.headers['location'], '/tickets/somebody');
    });

    it('no other website stops anything through a browser that has looked', async () => {
      for (const name of ['reminders', 'second', 'end of a certificate']) {
        const browser = hall.agent();
        const { address, secret } = links[name] ?? { address: '', secret: '' };
        const { location = '' } = (await browser.get(address)).headers;
        assert.equal((await browser.post(location)).status, 404, name);
        const page = (await browser.get(location)).text;
        assert.ok(page.includes(`name="token" value="${secret}"`), name);
        assert.equal((await browser.post(location).type('form').send({ token: secret })).status, 200, name);
      }
    });
  });
}

async function ticketOfOther({ system }: HallSystem): Promise<string> {
  const walkIn = { type: 'walk_in', id: 'another', services: [{ code: 'RENEW', quantity: 1 }] } as const;
  const actor = { kind: 'system' } as const;
  const done = await system.halls.submit(site, { ...walkIn, priority: false, byStaff: true }, { actor });
  assert.ok(done.ok);
  return system.secrets.tokenFor('ticket', 'another');
}

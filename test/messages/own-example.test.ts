import assert from 'node:assert/strict';
import { bookingWindow } from '../../server/domain/booking/booking-window.ts';
import { fitsOpening } from '../../server/domain/booking/place-rule.ts';
import { localDate } from '../../server/domain/calendar/local-time.ts';
import { openingOn } from '../../server/domain/calendar/opening-hours.ts';
import type { Catalogue } from '../../server/domain/catalogue/catalogue.ts';
import type { Site } from '../../server/domain/catalogue/site.ts';
import { type MessageTemplate, messageTemplates } from '../../server/domain/message/message.ts';
import { offeredIn } from '../../server/domain/message/offered-times.ts';
import { parameter } from '../../server/domain/message/visit-snapshot.ts';
import { words } from '../../server/locales/words.ts';
import { inventedVisit } from '../../server/messages/invented-visit.ts';
import { makeMailPreview } from '../../server/messages/preview-mail.ts';
import { catalogue, now, site, wordingContext } from './mail-fixture.ts';

const ask = { template: 'booked', locale: 'en', site: site.code } as const;
const withSite = (own: Site): Catalogue => ({
  ...catalogue,
  sites: new Map([...catalogue.sites, [own.code, own]]),
});
const closedOn = (date: string) => ({
  ...{ id: date, date, kind: 'closed', from: null, to: null },
  reason: { 'zh-CN': '停电', en: 'No power' },
});

describe('the visit that previews and tests speak of', () => {
  it('is at a time that its office could give, on the next days that are open, whatever is closed meanwhile', () => {
    const { firstDate } = bookingWindow(site, catalogue.calendar, now);
    const own = { ...site, exceptions: [...site.exceptions, closedOn(firstDate)] } as Site;
    const visit = inventedVisit(ask, withSite(own), now);
    const start = Number(parameter(visit, 'start'));
    for (const at of [start, ...offeredIn(visit).map(([time]) => time)]) {
      const date = localDate(at, site.timeZone);
      assert.ok(date > firstDate, date);
      const opening = openingOn(own, catalogue.calendar, date);
      assert.ok(fitsOpening(opening, site.queues[0]?.slotMinutes ?? 0, at, 1), new Date(at).toISOString());
    }
    assert.ok(start < now + 7 * 24 * 3_600_000, 'it is not far away');
  });

  it('has the letters, counters and rules of its office', () => {
    const [queue, counter] = [site.queues[0], site.counters[0]];
    assert.ok(queue && counter);
    const id = `${site.code}:Q`;
    const own: Site = {
      ...site,
      queues: [{ ...queue, id, code: 'Q' }],
      services: site.services.map((service) => ({ ...service, queue: id })),
      counters: [{ ...counter, label: 'East 7' }],
      rules: { ...site.rules, missedLimit: 4, missedWindowDays: 77, missedBlockDays: 11, offerMinutes: 45 },
    };
    const visit = inventedVisit(ask, withSite(own), now);
    const said = (name: string) => parameter(visit, name);
    assert.equal(said('number'), 'Q012');
    assert.equal(said('counter'), 'East 7');
    assert.equal(said('facts'), '{"label":"East 7"}');
    assert.deepEqual([said('limit'), said('window'), said('block')], ['4', '77', '11']);
    assert.equal(Number(said('offer_until')), now + 45 * 60_000);
    const { code, quantity } = JSON.parse(said('services') ?? '')[0];
    assert.equal(quantity, 1);
    assert.ok(own.services.some(({ service }) => service === code));
  });

  it('gives a reason where the office would, and in no confirmation', async () => {
    const preview = makeMailPreview(wordingContext);
    const said = words('en')('settings.messages.example.reason');
    const told = async (template: MessageTemplate) =>
      (await preview({ template, locale: 'en', subject: null, opening: null }, now, site.code)).text.includes(
        said,
      );
    for (const template of ['booked', 'moved', 'cancelled', 'reminder', 'called'] as const)
      assert.equal(await told(template), false, template);
    for (const template of ['cancelled_by_office', 'moved_by_office', 'ticket_void'] as const)
      assert.equal(await told(template), true, template);
  });

  it('is of an office that nobody sees yet, and of one without hours', async () => {
    const hidden = { ...site, code: 'NEW', name: { 'zh-CN': '新网点', en: 'New office' }, sessions: [] };
    const own = { ...catalogue, offSites: new Map([[hidden.code, hidden]]) };
    const preview = makeMailPreview({ ...wordingContext, catalogue: () => Promise.resolve(own) });
    for (const template of messageTemplates) {
      const mail = await preview({ template, locale: 'en', subject: null, opening: null }, now, hidden.code);
      assert.doesNotMatch(mail.text, new RegExp(`${site.name.en}|undefined|NaN`), template);
    }
  });
});

import assert from 'node:assert/strict';
import { localDate } from '../../../server/domain/calendar/local-time.ts';
import { makeOffer } from '../../../server/domain/waitlist/make-offer.ts';
import { offersNow } from '../../../server/domain/waitlist/offer-time.ts';
import { liveOffer, personKeys } from '../../../server/domain/waitlist/wait-entry.ts';
import { wantsDay, wantsStart } from '../../../server/domain/waitlist/wanted-starts.ts';
import { assertNoPlaceTwice } from '../../support/booking-office.ts';
import { testServices } from '../../support/sites.ts';
import type { WaitingOffice } from '../../support/waiting-office.ts';
import { starts } from './arbitrary-waits.ts';

/** Everybody who waits and could be offered one of the starts at this moment, looked for the slow way. */
export function idle(office: WaitingOffice): string[] {
  const { ledger, list, now, calendar, site } = office;
  const context = { site, services: testServices, calendar, now };
  if (!offersNow(site, now)) return [];
  return [...list.entries.values()]
    .filter(({ state, aside }) => state === 'waiting' && aside === null)
    .filter((entry) => !personKeys(entry).some((key) => list.offered.has(key) || list.rested.has(key)))
    .flatMap((entry) =>
      starts
        .filter(({ day, start }) => wantsDay(entry, day) && wantsStart(entry, day, start, site.timeZone))
        .filter(({ start }) => makeOffer(ledger, context, { entry, start, hold: 'try' }).ok)
        .map(({ start }) => `${entry.id} could have ${new Date(start).toISOString()}`),
    );
}

/** Offers that stand on a day on which the site is closed. */
export function unkept({ list, now, site }: WaitingOffice): string[] {
  return [...list.entries.values()].flatMap((entry) => {
    const offer = liveOffer(entry, now);
    if (offer === null) return [];
    const day = localDate(offer.start, site.timeZone);
    return site.exceptions.some(({ date }) => date === day) ? [`${entry.id} on ${day}`] : [];
  });
}

/** No place is twice somebody's, a person has one offer, and an offer is a hold of its length. */
export function assertOffers(office: WaitingOffice): void {
  assertNoPlaceTwice(office);
  const live = [...office.list.entries.values()].filter((entry) => liveOffer(entry, office.now) !== null);
  const people = live.flatMap(personKeys);
  assert.equal(new Set(people).size, people.length, 'a person holds one offer at a time');
  for (const { offer, aside } of live) {
    assert.equal(aside, null, 'nothing is kept for whoever is set aside');
    const hold = office.ledger.holds.get(offer?.hold ?? '');
    assert.equal(hold?.expiresAt, offer?.until, 'an offer is a hold, as long as it stands');
  }
}

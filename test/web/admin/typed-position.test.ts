import assert from 'node:assert/strict';
import { hallAndOffice } from './hall-and-office.ts';

const profile = (site: string): string => `/admin/sites/${site}/profile`;

describe('where offices are, typed by their manager', function () {
  this.timeout(60_000);
  const suite = hallAndOffice('sqlite', 'manager', ['BJ-TSY', 'BJ-ZGC']);
  const offices = async (): Promise<string> =>
    (await suite.hall.request.get('/book/time?service=UNLOCK').set('Accept-Language', 'en')).text;
  const type = async (site: string, latitude: string, longitude: string): Promise<number> => {
    const form = await suite.office.form(profile(site));
    return (await suite.office.send(profile(site), { ...form, latitude, longitude })).status;
  };

  it('offers visitors an order by distance as soon as there are two to compare', async () => {
    assert.equal(await type('BJ-TSY', '39.92', '116.47'), 303);
    assert.doesNotMatch(await offices(), /data-distance/);
    assert.equal(await type('BJ-ZGC', '39.98', '116.33'), 303);
    const shown = await offices();
    assert.match(shown, /data-distance/);
    assert.match(shown, /data-latitude="39\.92" data-longitude="116\.47"/);
  });

  it('is whole or not there, and on the earth', async () => {
    assert.equal(await type('BJ-TSY', '39.92', ''), 422);
    assert.equal(await type('BJ-TSY', '99', '116.47'), 422);
    assert.equal(await type('BJ-TSY', 'here', '116.47'), 422);
  });
});

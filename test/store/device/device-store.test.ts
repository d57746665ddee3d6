import assert from 'node:assert/strict';
import { down, up } from '../../../db/migrations/006-device.ts';
import { seedDatabase } from '../../../seeds/seed-database.ts';
import { offerPairing } from '../../../server/actions/device/offer-pairing.ts';
import { makeSecrets } from '../../../server/actions/secrets.ts';
import { pairingTime } from '../../../server/domain/staff/pairing-code.ts';
import { CatalogueCache } from '../../../server/store/catalogue/catalogue-cache.ts';
import { onEveryEngine } from '../../support/engines.ts';
import { mondayMorning, setClock } from '../../support/hall-system.ts';

onEveryEngine('offers of devices', (open) => {
  const clock = setClock(mondayMorning);
  const secrets = makeSecrets('a secret of at least thirty-two characters', clock);
  const offers = async () => (await open().reader('device').select('id')).length;
  const offer = (chance = secrets.chance) =>
    offerPairing(
      { database: open(), clock, secrets: { ...secrets, chance } },
      { kind: 'kiosk', site: 'BJ-TSY' },
    );

  before(async () => {
    const database = open();
    await seedDatabase({ database, clock, catalogueCache: new CatalogueCache(database, clock.now) });
  });

  it('however many machines ask, only so many offers of a hall stand, and old ones go', async () => {
    for (let asked = 0; asked < 70; asked += 1) {
      clock.advance(1000);
      await offer();
    }
    assert.equal(await offers(), 60);
    clock.advance(pairingTime + 1000);
    await offer();
    assert.equal(await offers(), 1);
  });

  it('two machines never show the same code', async () => {
    const draws = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5];
    const chance = () => draws.shift() ?? 0.9;
    const [first, second] = [await offer(chance), await offer(chance)];
    assert.equal(first.code, '222222');
    assert.notEqual(second.code, first.code);
  });

  it('the table goes and comes back with rows in it', async () => {
    await offer();
    await down(open().writer);
    assert.equal(await open().writer.schema.hasTable('device'), false);
    await up(open().writer);
    assert.equal(await offers(), 0);
  });
});

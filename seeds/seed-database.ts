import { createStaff } from '../server/actions/staff/create-staff.ts';
import { estimateStrength } from '../server/actions/staff/estimate-strength.ts';
import type { System } from '../server/actions/system.ts';
import { ConfigError } from '../server/config.ts';
import type { CatalogueRecords } from '../server/domain/catalogue/records.ts';
import { theSystem } from '../server/domain/staff/actor.ts';
import { checkStrength } from '../server/domain/staff/password-strength.ts';
import { catalogueVersion } from '../server/store/catalogue/catalogue-query.ts';
import { insertCatalogue } from '../server/store/catalogue/catalogue-store.ts';
import { countAdministrators } from '../server/store/staff/staff-store.ts';
import { seedCatalogue } from './catalogue.ts';

/** Fills an empty database with the catalogue; one that has a catalogue is left as it is. Answers whether it did. */
export async function seedDatabase(
  system: Pick<System, 'database' | 'clock' | 'catalogueCache'>,
  records: CatalogueRecords = seedCatalogue,
): Promise<boolean> {
  const seeded = await system.database.writer.transaction(async (transaction) => {
    if (system.database.engine === 'postgres')
      await transaction.raw('lock table catalogue_version in exclusive mode');
    if ((await catalogueVersion(transaction)) > 0) return false;
    await insertCatalogue(transaction, records, system.clock.now());
    return true;
  });
  if (seeded) system.catalogueCache.forget();
  return seeded;
}

/** The first administrator. Answers the generated password, to be shown once; null when there is an administrator or a password was given. */
export async function seedAdministrator(system: System): Promise<string | null> {
  if ((await countAdministrators(system.database.writer)) > 0) return null;
  const given = system.config.adminPassword;
  if (given !== null && !checkStrength(await estimateStrength(given, ['admin'])).ok)
    throw new ConfigError('ADMIN_PASSWORD: is too easily guessed');
  const created = await createStaff(system, {
    username: 'admin',
    name: '管理员',
    role: 'administrator',
    sites: [],
    password: given,
    actor: theSystem,
  });
  // another process was quicker
  if (!created.ok) return null;
  return given === null ? created.value.password : null;
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { pathOfUpload, uploadFolder } from '../../../server/store/agency/upload-folder.ts';
import { firstRelease } from '../../../server/store/backup/old-backup.ts';
import { migrateTo } from '../../../server/store/backup/schema.ts';
import type { Database } from '../../../server/store/database.ts';
import { catalogueRows } from './first-catalogue.ts';
import { hallRows } from './first-hall.ts';
import { officeRows, uploads } from './first-office.ts';
import { visitRows } from './first-visits.ts';
import type { Rows } from './rows.ts';

/** Every table of the first release, parents before what points to them. */
export const firstRows: Rows = { ...catalogueRows, ...visitRows, ...hallRows, ...officeRows };

/** Makes an empty database one that the first release has worked on for some days. */
export async function fillAsFirstRelease(database: Database, varFolder: string): Promise<void> {
  await migrateTo(database, firstRelease.migrations);
  const { writer } = database;
  await writer('catalogue_version').delete();
  for (const [table, rows] of Object.entries(firstRows))
    for (let from = 0; from < rows.length; from += 25)
      await writer(table).insert(rows.slice(from, from + 25));
  for (const [id, bytes] of uploads) {
    const path = pathOfUpload(uploadFolder(varFolder), id);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  }
}

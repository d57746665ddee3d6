import { fileURLToPath } from 'node:url';
import { openDatabase } from '../../server/store/database.ts';
import { deliverer } from './delivery-play.ts';

/** A process that delivers what is due, once, to the SMTP server of its address. */
const [databaseUrl, smtpUrl] = process.argv.slice(2);
if (databaseUrl !== undefined && smtpUrl !== undefined && process.argv[1] === fileURLToPath(import.meta.url))
  await deliverer(openDatabase(databaseUrl), smtpUrl).deliver();

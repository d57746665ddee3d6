import type { System } from './actions/system.ts';
import { programVersion } from './command-line/program-version.ts';

/** What the log says of a start, and of settings with which nobody should begin in earnest. */
export function tellStart({ config, database, log }: System, address: string): void {
  const { version: node } = process;
  log.info({ address, engine: database.engine, program: programVersion(), node }, 'the hall is open');
  if (config.production && config.baseUrl === null)
    log.warn(
      { address },
      'BASE_URL is not set: mails and QR codes lead to where this process listens, and cookies are not secure; set it to the https address of the service',
    );
}

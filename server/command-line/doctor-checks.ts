import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { System } from '../actions/system.ts';
import { dayLong } from '../domain/calendar/durations.ts';
import { instantOf, localDate } from '../domain/calendar/local-time.ts';
import { isKeyEnding, keyOpens } from '../domain/staff/key-life.ts';
import { plainError } from '../loggable.ts';
import { mailTransport } from '../messages/mail-transport.ts';
import { countUploads } from '../store/agency/upload-query.ts';
import { backedUpDays } from '../store/backup/backup-folder.ts';
import { catalogueVersion } from '../store/catalogue/catalogue-query.ts';
import { atLeisure } from '../store/doctor/examine.ts';
import { jobRuns } from '../store/job/job-run-query.ts';
import { refusingChannels } from '../store/message/refused-query.ts';
import { isUpToDate } from '../store/readiness-query.ts';
import { type ChainFault, examineChain, findHead } from '../store/staff/audit-chain-query.ts';
import { listKeys } from '../store/staff/key-query.ts';

/** mind: works, but somebody should know. */
export interface Finding {
  readonly state: 'well' | 'mind' | 'ill';
  readonly text: string;
}

const well = (text: string): Finding => ({ state: 'well', text });
/** Nobody at three in the morning is told what is wrong without what to do about it. */
const mind = (what: string, next: string): Finding => ({ state: 'mind', text: `${what} → ${next}` });
const ill = (what: string, next: string): Finding => ({ state: 'ill', text: `${what} → ${next}` });

export async function databaseAnswers({ database }: System): Promise<Finding> {
  await database.reader.raw('select 1');
  return well(`the database answers (${database.engine})`);
}

export async function migrationsDone({ database }: System): Promise<Finding> {
  const done = await isUpToDate(database).catch(() => false);
  return done
    ? well('every migration is done')
    : ill('migrations are missing', 'start the application once, which does them');
}

export async function isSeeded(system: System): Promise<Finding> {
  if ((await catalogueVersion(system.database.reader)) === 0)
    return ill('the catalogue is empty', 'start the application once, which fills it');
  const { sites, services } = await system.catalogue();
  return well(`${sites.size} sites, ${services.size} services`);
}

/** Next year's notice usually appears in November, and is needed as soon as bookings reach into January. */
export async function calendarHorizon(system: System): Promise<Finding> {
  const { years } = (await system.catalogue()).calendar;
  const today = localDate(system.clock.now(), 'Asia/Shanghai');
  const year = Number(today.slice(0, 4));
  if (!years.has(year))
    return ill(`the whole calendar of ${year} is missing`, 'npm run hall -- import-calendar <file>');
  if (today.slice(5) >= '11-15' && !years.has(year + 1))
    return mind(
      `the calendar of ${year + 1} is not imported yet`,
      'npm run hall -- import-calendar <file>, when the notice is out',
    );
  return well(`the calendar is known until ${Math.max(...years)}`);
}

export async function publicAddress({ config }: System): Promise<Finding> {
  if (config.baseUrl === null)
    return mind(
      'BASE_URL is not set: links in mails lead to where the application listens',
      'set it to the https address of the service',
    );
  if (config.production && !config.baseUrl.startsWith('https:'))
    return mind(
      `BASE_URL is not https: ${config.baseUrl}`,
      'put a proxy with a certificate in front (server/deploy/nginx.conf), and set BASE_URL to its address',
    );
  return well(`people reach us at ${config.baseUrl}`);
}

/** Behind a proxy that the server was not told of, everybody comes from this machine. */
export async function networksTold({ config }: Pick<System, 'config'>): Promise<Finding> {
  const { baseUrl, host, rateLimits, trustProxy } = config;
  if (!rateLimits)
    return mind(
      'RATE_LIMITS is off: nothing is limited',
      'take it out of the settings; it is for load tests',
    );
  const alone = host === 'localhost' || host === '::1' || host.startsWith('127.');
  if (baseUrl !== null && alone && trustProxy === 0)
    return mind(
      `BASE_URL is set, HOST is ${host} and TRUST_PROXY is 0: behind a proxy nobody is counted by network`,
      'set TRUST_PROXY to the number of proxies',
    );
  return well(
    trustProxy === 0 ? 'addresses are those that connect' : `addresses are told by ${trustProxy} proxies`,
  );
}

export async function mailServer({ config }: System): Promise<Finding> {
  if (config.smtpUrl === null)
    return mind(
      'SMTP_URL is not set: mail is kept in the outbox and not sent',
      'set it to the mail server, smtps://user:password@host',
    );
  const transport = mailTransport(config.smtpUrl, { connectionTimeout: 5000, greetingTimeout: 5000 });
  try {
    await transport.verify();
    return well('the mail server answers');
  } catch (error) {
    return ill(
      `the mail server does not answer: ${plainError(error)}`,
      'look at SMTP_URL and at that server; mail waits in the outbox and goes out when it answers',
    );
  } finally {
    transport.close();
  }
}

export async function channelsAccept({ database }: System): Promise<Finding> {
  const refusing = await refusingChannels(database.reader);
  if (refusing.length === 0) return well('no channel refuses what it is given');
  const told = refusing.map(
    ({ kind, site, code, count }) => `${kind} ${site ?? '(all sites)'}: ${code}, ${count}`,
  );
  return ill(
    `messages are refused until the settings are mended (${told.join('; ')})`,
    "mend SMTP_URL for mail, else the site's channels in the office, and save them: what was refused today goes out",
  );
}

export async function folderWritable({ config }: System): Promise<Finding> {
  const file = join(config.varFolder, `.written-${process.pid}`);
  try {
    mkdirSync(config.varFolder, { recursive: true });
    writeFileSync(file, '');
    rmSync(file);
    return well(`${config.varFolder} can be written`);
  } catch (error) {
    return ill(
      `${config.varFolder} cannot be written: ${plainError(error)}`,
      'make room there (df -h), or give it to the user of the application (chown)',
    );
  }
}

/** A backup of each day, where the application writes them. */
export async function backupsFresh({ clock, config }: Pick<System, 'clock' | 'config'>): Promise<Finding> {
  const { backups } = config;
  if (backups === null)
    return mind(
      'BACKUP_FOLDER is not set: no backup is made by itself',
      'set it to a folder on another disk, or run npm run hall -- backup each night',
    );
  const { folder, hour } = backups;
  const again = `look at the job under /admin/jobs and in the log, and make one now: npm run hall -- backup --to ${join(folder, 'now.backup')}`;
  const [newest] = await backedUpDays(folder).catch(() => []);
  if (newest === undefined) return ill(`there is no backup of a day in ${folder}`, again);
  const age = clock.now() - instantOf(newest, `${String(hour).padStart(2, '0')}:00`, 'Asia/Shanghai');
  if (age > 2 * dayLong) return ill(`the newest backup in ${folder} is of ${newest}`, again);
  return well(`the newest backup in ${folder} is of ${newest}`);
}

export async function uploadsThere({ database }: System): Promise<Finding> {
  const { files, missing } = await countUploads(database.reader);
  return missing === 0
    ? well(`${files} uploaded files are complete`)
    : ill(
        `${missing} of ${files} uploaded files are missing or damaged`,
        'restore the last backup beside and look whether it has them; else ask these enterprises to upload them again',
      );
}

/** Whether each line of the audit is what was sealed. */
export async function auditSealed({ clock, database }: System): Promise<Finding> {
  const { days, rows, last, fault } = await atLeisure(database, (connection) =>
    examineChain(connection, database.engine, clock.now()),
  );
  if (fault !== null)
    return ill(
      `the audit was changed: ${brokenChain(fault)}`,
      'keep this database as it is, tell the auditor, and compare it with the last backup',
    );
  if (last === null)
    return mind('the audit is not sealed yet', 'start the application: it does so within a minute');
  const head = `${last.day}: ${last.rows} lines, head ${last.head}`;
  return well(`the audit is what was sealed (${days} days, ${rows} lines; ${head})`);
}

/** Keys of other programs do not work past their end, and nobody but these programs notices. */
export async function keysValid({ clock, database }: System): Promise<Finding> {
  const now = clock.now();
  const keys = await listKeys(database.reader);
  const ending = keys.filter((key) => isKeyEnding(key, now)).map(({ name }) => name);
  return ending.length === 0
    ? well(`no access key ends within 30 days (${keys.filter((key) => keyOpens(key, now)).length} are valid)`)
    : mind(
        `access keys end within 30 days or have ended: ${ending.join(', ')}`,
        'make new ones under /admin/keys',
      );
}

/** Whether the audit still ends, or once ended, as an auditor was told. */
export async function headKept({ database }: System, told: string): Promise<Finding> {
  const head = told.replace(/\s/g, '').toLowerCase();
  const found = await findHead(database.reader, head);
  return found === null
    ? ill(
        `no line of the audit has ${head}: that day was sealed anew, or it was kept long enough and is gone`,
        'if that day is younger than AUDIT_DAYS, tell the auditor and keep this database as it is',
      )
    : well(`${head} is line ${found.position} of ${found.day}`);
}

function brokenChain({ kind, day, audit }: ChainFault): string {
  switch (kind) {
    case 'changed':
      return `line ${audit} of ${day} does not say what was sealed, or stands in another place`;
    case 'gone':
      return `line ${audit} of ${day} is gone`;
    case 'no_link':
      return `line ${audit} of ${day} was written past the application`;
    case 'cut_off':
      return audit === null ? `lines of ${day} are gone` : `a line of ${day} before ${audit} is gone`;
    case 'day_gone':
      return `the day ${day}, or the one before it, is gone`;
    case 'day_changed':
      return `the day ${day} does not begin or end as it was sealed`;
  }
}

export async function lastForgotten({ clock, database }: System): Promise<Finding> {
  const last = (await jobRuns(database.reader)).get('retention')?.succeededAt ?? null;
  if (last === null)
    return mind(
      'nothing was ever forgotten',
      'start the application, which does so, or run npm run hall -- forget',
    );
  const text = `what is over was last forgotten at ${new Date(last).toISOString()}`;
  return clock.now() - last > 2 * dayLong
    ? ill(text, 'npm run hall -- forget, and look under /admin/jobs why the job does not')
    : well(text);
}

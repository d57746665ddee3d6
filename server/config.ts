import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { checkPassword, shortestPassword } from './domain/staff/password-rules.ts';

const port = z.coerce.number().int('is not a whole number').min(0).max(65535, 'is not a port (0 to 65535)');
const url = z.url({ protocol: /^https?$/, error: 'is not an http(s) address' });

const environment = z.object({
  PORT: port.default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  BASE_URL: url.optional(),
  DATABASE_URL: z
    .string()
    .regex(/^(sqlite:.+|postgres(ql)?:\/\/.+)$/, 'must be sqlite:<file> or postgres://…')
    .default('sqlite:var/hall.sqlite3'),
  DATABASE_READ_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/.+$/, 'must be postgres://…')
    .optional(),
  DATABASE_READ_BEHIND: z.coerce
    .number()
    .min(1, 'must be at least 1')
    .max(60, 'must be at most 60')
    .default(2),
  SESSION_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/.+$/, 'must be smtp:// or smtps://…')
    .optional(),
  MAIL_FROM: z.string().min(3).optional(),
  TRUST_PROXY: z.coerce.number().int('must be the number of proxies in front').min(0).max(10).default(0),
  ADMIN_PASSWORD: z
    .string()
    .min(shortestPassword, { error: `must have at least ${shortestPassword} characters`, abort: true })
    .refine((given) => checkPassword(given, 'admin').ok, 'is too easily guessed')
    .optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  SECOND_FACTOR: z.enum(['everybody', 'required', 'optional']).optional(),
  AUDITOR_MAIL: z.email('is not an e-mail address').optional(),
  AUDIT_DAYS: z.coerce.number().int().min(180, 'must be at least 180').max(36_500).default(180),
  BACKUP_FOLDER: z.string().min(1).optional(),
  BACKUP_HOUR: z.coerce.number().int().min(0).max(23, 'must be an hour (0 to 23)').default(2),
  BACKUPS_KEPT: z.coerce.number().int().min(1, 'must be at least 1').max(1000).default(14),
  PROCESSES: z
    .string()
    .regex(/^(auto|[1-9]\d?)$/, 'must be auto, or a number from 1 to 99')
    .default('1'),
  CLAMAV_SOCKET: z
    .string()
    .regex(/^(\/.+|[^\s/:]+:\d{1,5})$/, 'must be the path of a socket, or host:port')
    .optional(),
  CHANNEL_HOSTS: z.string().default(''),
  RATE_LIMITS: z.enum(['on', 'off']).default('on'),
  HSTS_SUBDOMAINS: z.enum(['on', 'off']).default('off'),
  SOCKETS_PER_NETWORK: z.coerce.number().int().min(1, 'must be at least 1').default(400),
  CLOCK_START: z.iso
    .datetime({ offset: true, error: 'is not an instant such as 2026-11-24T09:00:00+08:00' })
    .optional(),
  SECURITY_CONTACT: z
    .string()
    .regex(/^(mailto:[^@\s]+@[^@\s]+|https:\/\/\S+)$/, 'must be mailto:… or https://…')
    .optional(),
  SECURITY_EXPIRES: z.iso.date('is not a day such as 2027-11-30').optional(),
  NODE_ENV: z.string().optional(),
});

export interface Config {
  readonly port: number;
  readonly host: string;
  /** address under which people reach us, no trailing slash; null: take it from where we listen */
  readonly baseUrl: string | null;
  readonly databaseUrl: string;
  /** a streaming replica that public reads go to while it is at most so many milliseconds behind; null: there is none */
  readonly replica: { readonly url: string; readonly bound: number } | null;
  readonly sessionSecret: string;
  /** whether the secret was made just now: nothing that exists was made with it */
  readonly secretIsNew: boolean;
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  readonly trustProxy: number;
  readonly adminPassword: string | null;
  /** whether administrators must have a second factor; by default only where it is earnest: in production */
  readonly secondFactorRequired: boolean;
  /** and whether everybody else must */
  readonly secondFactorForAll: boolean;
  /** days for which the audit is kept, at least 180 */
  readonly auditDays: number;
  /** who is told how each day of the audit ended; null: nobody */
  readonly auditorMail: string | null;
  readonly logLevel: string;
  /** where a backup is put each day, at which hour, and how many stay there; null: others see to it */
  readonly backups: { readonly folder: string; readonly hour: number; readonly kept: number } | null;
  /** where ClamAV looks at what is uploaded; null: nobody does */
  readonly clamavSocket: { readonly path: string } | { readonly host: string; readonly port: number } | null;
  /** how many processes answer behind one address; auto: one for each core */
  readonly processes: number | 'auto';
  /** hosts that a site's channel may call though they are private, or without TLS */
  readonly channelHosts: readonly string[];
  readonly rateLimits: boolean;
  /** whether browsers that have been here ask every host below ours for https as well */
  readonly secureSubdomains: boolean;
  /** screens and phones of strangers that one network may have open at once */
  readonly socketsPerNetwork: number;
  /** epoch milliseconds at which the clock starts; null: the real one */
  readonly clockStart: number | null;
  /** whom to tell of a fault, as security.txt says it, and until when (epoch ms); null: nobody is named */
  readonly security: { readonly contact: string; readonly expires: number } | null;
  readonly production: boolean;
  /** folder for what is kept beside the database: secrets, uploads, built assets */
  readonly varFolder: string;
}

/** The environment is wrong; the message is one line that names the variable. */
export class ConfigError extends Error {}

export interface ReadOptions {
  readonly varFolder?: string;
  /** false: a secret that is made is not kept; for tools, which must not invent that of the application */
  readonly keepSecret?: boolean;
}

/** Parses the environment once. Throws ConfigError with one line for the first bad variable. */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  { varFolder = 'var', keepSecret = true }: ReadOptions = {},
): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new ConfigError(`${String(issue?.path[0] ?? 'environment')}: ${issue?.message ?? 'invalid'}`);
  }
  const value = parsed.data;
  const production = value.NODE_ENV === 'production';
  if (value.CLOCK_START !== undefined && production) {
    throw new ConfigError('CLOCK_START: is refused when NODE_ENV=production');
  }
  const { SECURITY_CONTACT: contact, SECURITY_EXPIRES: expires } = value;
  if (contact !== undefined && expires === undefined)
    throw new ConfigError('SECURITY_EXPIRES: is needed beside SECURITY_CONTACT');
  const { DATABASE_READ_URL: readUrl, DATABASE_READ_BEHIND: readBehind } = value;
  if (readUrl !== undefined && value.DATABASE_URL.startsWith('sqlite:'))
    throw new ConfigError('DATABASE_READ_URL: needs PostgreSQL at DATABASE_URL');
  const secretFile = join(varFolder, 'session-secret');
  const secretIsNew = value.SESSION_SECRET === undefined && !existsSync(secretFile);
  return Object.freeze({
    port: value.PORT,
    host: value.HOST,
    baseUrl: value.BASE_URL?.replace(/\/+$/, '') ?? null,
    databaseUrl: value.DATABASE_URL,
    replica: readUrl === undefined ? null : { url: readUrl, bound: readBehind * 1000 },
    sessionSecret: value.SESSION_SECRET ?? keptSecret(secretFile, keepSecret),
    secretIsNew,
    smtpUrl: value.SMTP_URL ?? null,
    mailFrom: value.MAIL_FROM ?? 'hall@localhost',
    trustProxy: value.TRUST_PROXY,
    adminPassword: value.ADMIN_PASSWORD ?? null,
    secondFactorRequired: (value.SECOND_FACTOR ?? (production ? 'required' : 'optional')) !== 'optional',
    secondFactorForAll: value.SECOND_FACTOR === 'everybody',
    auditDays: value.AUDIT_DAYS,
    auditorMail: value.AUDITOR_MAIL ?? null,
    logLevel: value.LOG_LEVEL,
    backups:
      value.BACKUP_FOLDER === undefined
        ? null
        : { folder: value.BACKUP_FOLDER, hour: value.BACKUP_HOUR, kept: value.BACKUPS_KEPT },
    processes: value.PROCESSES === 'auto' ? 'auto' : Number(value.PROCESSES),
    clamavSocket: socketOf(value.CLAMAV_SOCKET),
    channelHosts: value.CHANNEL_HOSTS.split(/[\s,]+/).filter((host) => host !== ''),
    rateLimits: value.RATE_LIMITS === 'on',
    secureSubdomains: value.HSTS_SUBDOMAINS === 'on',
    socketsPerNetwork: value.SOCKETS_PER_NETWORK,
    clockStart: value.CLOCK_START === undefined ? null : Date.parse(value.CLOCK_START),
    security:
      contact === undefined || expires === undefined ? null : { contact, expires: Date.parse(expires) },
    production,
    varFolder,
  });
}

function socketOf(given: string | undefined): Config['clamavSocket'] {
  if (given === undefined) return null;
  if (given.startsWith('/')) return { path: given };
  const [host = '', port] = given.split(':');
  return { host, port: Number(port) };
}

function keptSecret(file: string, keep: boolean): string {
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  const secret = randomBytes(32).toString('base64url');
  if (!keep) return secret;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${secret}\n`, { mode: 0o600 });
  return secret;
}

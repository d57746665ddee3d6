import { z } from 'zod';
import { locales } from '../../domain/catalogue/words.ts';
import type { OrderedKind } from '../../domain/message/channel-order.ts';
import { messageTemplates, type SiteChannelKind } from '../../domain/message/message.ts';
import { isSpokenName, spokenNames } from '../../domain/message/spoken-names.ts';
import { approvedText } from '../../messages/approved-text.ts';
import {
  channelShapes,
  type SmsTemplates,
  webhookSettings,
  wecomSettings,
} from '../../messages/channel-settings.ts';
import { mayCall } from '../../messages/http-call.ts';
import { type FieldProblem, type FieldProblemCode, problem } from '../catalogue/catalogue-edit.ts';
import { decimal, flag, optionalText, text, webAddress, whole } from '../catalogue/input-parts.ts';

type SmsKind = Exclude<SiteChannelKind, 'webhook' | 'wecom'>;
/** Characters; providers' own are longer. */
const shortestSecret = 8;
const says = (code: FieldProblemCode) => code;

const typedTemplate = z.object({ code: optionalText(60), parameters: optionalText(300) });
const typedTemplates = z.partialRecord(
  z.enum(messageTemplates),
  z.partialRecord(z.enum(locales), typedTemplate),
);
type TypedTemplates = z.infer<typeof typedTemplates>;

const secret = z
  .string()
  .trim()
  .max(300, says('too_long'))
  .pipe(z.union([z.literal(''), z.string().min(shortestSecret, says('too_short'))]))
  .optional()
  .transform((value) => value ?? '');
const ofAll = { active: flag, shared: flag, secret, price: decimal(0, 100) };
const ofTemplates = {
  endpoint: webAddress,
  longest: whole(5, 500),
  templates: typedTemplates,
};
const ofSms = { ...ofTemplates, signName: text(60) };

/** What the form of each kind sends. */
const channelInputs = {
  webhook: z.object({ ...ofAll, url: webAddress }),
  wecom: z.object({ ...ofAll, endpoint: webAddress, form: z.enum(['markdown', 'text']) }),
  wechat: z.object({
    ...ofAll,
    ...ofTemplates,
    appId: text(40),
    way: z.enum(['template', 'subscription']),
  }),
  aliyun: z.object({ ...ofAll, ...ofSms, accessKeyId: text(80) }),
  tencent: z.object({ ...ofAll, ...ofSms, secretId: text(80), sdkAppId: text(40), region: text(40) }),
} as const;

/** What makes an account, by kind. */
const ofAccount: Readonly<Record<SiteChannelKind, readonly string[]>> = {
  webhook: ['url', 'secret'],
  wecom: ['secret'],
  wechat: ['appId', 'secret'],
  aliyun: ['accessKeyId', 'signName', 'secret'],
  tencent: ['secretId', 'sdkAppId', 'signName', 'secret'],
};

/** Whether a form names no account and is switched off: an office that inherits one goes without it. */
export function goesWithout(kind: SiteChannelKind, given: unknown): boolean {
  const fields = z.record(z.string(), z.unknown()).catch({}).parse(given);
  const isEmpty = (name: string) => String(fields[name] ?? '').trim() === '';
  return isEmpty('active') && ofAccount[kind].every(isEmpty);
}

export interface ReadChannel {
  readonly active: boolean;
  /** for every office without one of its own */
  readonly shared: boolean;
  /** empty: the one that is stored stays */
  readonly secret: string;
  /** of a message, in thousandths of a yuan */
  readonly price: number;
  readonly settings: object;
  readonly problems: readonly FieldProblem[];
}

/**
 * Settings of a channel from a form whose fields are right one by one; what is wrong with them together. `allowedHosts`: those that may be
 * called without TLS.
 */
export function readChannel(
  kind: SiteChannelKind,
  given: unknown,
  allowedHosts: readonly string[],
): ReadChannel | z.ZodError {
  const read = channelInputs[kind].safeParse(given);
  if (!read.success) return read.error;
  const { active, shared, secret: typed, price: yuan, ...rest } = read.data;
  const common = { active, shared, secret: typed, price: Math.round(yuan * 1000) };
  if (!('templates' in rest)) {
    const field = 'url' in rest ? 'url' : 'endpoint';
    const settings = 'url' in rest ? webhookSettings.safeParse(rest) : wecomSettings.safeParse(rest);
    if (!settings.success) return { ...common, settings: {}, problems: [problem(field, 'wrong_format')] };
    const address = 'url' in settings.data ? settings.data.url : settings.data.endpoint;
    return { ...common, settings: settings.data, problems: plainAddress(field, address, allowedHosts) };
  }
  const problems: FieldProblem[] = [];
  const templates = readTemplates(kind as SmsKind, rest.templates, problems);
  const settings = channelShapes[kind].settings.safeParse({ ...rest, templates });
  if (!settings.success && problems.length === 0) problems.push(problem('endpoint', 'wrong_format'));
  if (settings.success) problems.push(...plainAddress('endpoint', rest.endpoint, allowedHosts));
  return { ...common, settings: settings.data ?? {}, problems };
}

/** What is sent has names and numbers in it: nobody on the way may read it. */
function plainAddress(field: string, url: string, allowedHosts: readonly string[]): FieldProblem[] {
  return mayCall(url, allowedHosts) ? [] : [problem(field, 'https_only')];
}

function readTemplates(kind: SmsKind, typed: TypedTemplates, problems: FieldProblem[]): SmsTemplates {
  const read: SmsTemplates = {};
  for (const template of messageTemplates) {
    for (const locale of locales) {
      const { code = null, parameters = null } = typed[template]?.[locale] ?? {};
      const at = `templates.${template}.${locale}`;
      if (code === null) {
        if (parameters !== null) problems.push(problem(`${at}.code`, 'required'));
        continue;
      }
      // its keywords are the account's own, and nobody can guess them
      if (kind === 'wechat' && parameters === null) {
        problems.push(problem(`${at}.parameters`, 'required'));
        continue;
      }
      const names =
        parameters === null
          ? [...approvedText(template, locale, kind).parameters]
          : parameters.split(/[\s,，、]+/);
      const pairs = names.filter((name) => name !== '').map((name) => pairOf(kind, name));
      const wrong = pairs.find(([, ours]) => !isSpokenName(ours));
      if (wrong !== undefined) {
        problems.push(
          problem(`${at}.parameters`, 'unknown_parameter', {
            found: wrong[1],
            wanted: spokenNames.join(' '),
          }),
        );
        continue;
      }
      read[template] = {
        ...read[template],
        [locale]: {
          code,
          parameters: pairs.map(([theirs, ours]) => (theirs === ours ? ours : [theirs, ours])),
        },
      };
    }
  }
  return read;
}

/** "theirs=ours" where parameters have names; "ours" alone anywhere. */
function pairOf(kind: SmsKind, name: string): readonly [theirs: string, ours: string] {
  const [, theirs, ours] = (kind === 'tencent' ? null : /^(\w+)[=＝](\w+)$/.exec(name)) ?? [];
  return theirs === undefined || ours === undefined ? [name, name] : [theirs, ours];
}

const rank = z.enum(['wechat', 'aliyun', 'tencent', 'webhook', 'mail', '']).default('');
export const orderRanks = ['first', 'second', 'third', 'fourth', 'fifth'] as const;

/** What the form of the order sends: none twice, gaps are closed. */
export const channelOrderInput = z
  .object({ first: rank, second: rank, third: rank, fourth: rank, fifth: rank })
  .superRefine((ranks, context) => {
    const chosen = new Set<string>();
    for (const name of orderRanks) {
      if (ranks[name] !== '' && chosen.has(ranks[name]))
        context.addIssue({ code: 'custom', message: says('twice'), path: [name] });
      chosen.add(ranks[name]);
    }
  })
  .transform((ranks) =>
    orderRanks.map((name) => ranks[name]).filter((kind): kind is OrderedKind => kind !== ''),
  );

/** The parameters of a stored template as they are typed. */
export function spelledParameters(parameters: readonly (string | readonly [string, string])[]): string {
  return parameters.map((one) => (typeof one === 'string' ? one : one.join('='))).join(', ');
}

import { DeliveryError } from './channel.ts';
import type { WechatSettings } from './channel-settings.ts';
import type { HttpAnswer, Post } from './http-call.ts';
import { faultOfErrcode } from './refusal-of-channel.ts';

/** What the API of an official account answers: 0 is done. */
export interface WechatAnswer {
  readonly errcode?: number;
  readonly errmsg?: string;
  readonly [field: string]: unknown;
}

interface Token {
  readonly value: string;
  /** epoch ms */
  readonly until: number;
}

export interface WechatApi {
  /** POSTs below the address of the API, with a token, and once more with a fresh one when that has ended. Throws what was refused. */
  call(path: string, body: object, now: number): Promise<WechatAnswer>;
}

type Account = Pick<WechatSettings, 'endpoint' | 'appId'> & { readonly secret: string };

/** Tokens by account, as long as this process runs. `stable_token` answers every process the same one, so that none ends another's. */
export type Tokens = Map<string, Token>;

/** Milliseconds before its end at which a token is asked for anew. */
const early = 300_000;
/** Wrong, expired, or not of this account any more. */
const tokenEnded: ReadonlySet<number> = new Set([40001, 40014, 42001]);

export function wechatApi(
  account: Account,
  { post, patience, tokens }: { readonly post: Post; readonly patience: number; readonly tokens: Tokens },
): WechatApi {
  const { endpoint, appId, secret } = account;
  const key = `${endpoint} ${appId}`;
  const send = async (path: string, body: object): Promise<WechatAnswer> =>
    readAnswer(
      await post({
        url: `${endpoint}${path}`,
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify(body),
        patience,
      }),
    );
  const token = async (now: number): Promise<string> => {
    const known = tokens.get(key);
    if (known !== undefined && known.until > now) return known.value;
    const grant = { grant_type: 'client_credential', appid: appId, secret };
    const answer = accepted(await send('/cgi-bin/stable_token', grant));
    const { access_token: value, expires_in: seconds } = answer;
    if (typeof value !== 'string' || typeof seconds !== 'number')
      throw new DeliveryError('an answer without a token');
    tokens.set(key, { value, until: now + Math.max(0, seconds * 1000 - early) });
    return value;
  };
  const once = async (path: string, body: object, now: number): Promise<WechatAnswer> =>
    send(`${path}?access_token=${encodeURIComponent(await token(now))}`, body);
  return {
    async call(path, body, now) {
      const answer = await once(path, body, now);
      if (!tokenEnded.has(answer.errcode ?? 0)) return accepted(answer);
      tokens.delete(key);
      return accepted(await once(path, body, now));
    },
  };
}

/** Throws a DeliveryError when it is no answer, or a refusal. */
export function accepted(answer: WechatAnswer): WechatAnswer {
  const { errcode = 0, errmsg = '' } = answer;
  if (errcode === 0) return answer;
  const code = String(errcode);
  throw new DeliveryError(`${code}: ${errmsg.slice(0, 200)}`, { code, fault: faultOfErrcode(errcode) });
}

export function readAnswer({ status, text }: HttpAnswer): WechatAnswer {
  try {
    const answer: unknown = JSON.parse(text);
    if (status === 200 && typeof answer === 'object' && answer !== null) return answer as WechatAnswer;
  } catch {
    // said below
  }
  throw new DeliveryError(String(status));
}

import type { Fault } from './channel.ts';

/** What gateways say when trying again is of no use, by what has to be mended; anything else passes, or may. */
interface Final {
  readonly channel: RegExp;
  readonly message: RegExp;
}

const aliyun: Final = {
  channel:
    /^(InvalidAccessKeyId|SignatureDoesNotMatch|MissingAccessKeyId|Forbidden|isp\.RAM_PERMISSION_DENY|isv\.(SMS_SIGN|SIGN_|SMS_TEMPLATE|TEMPLATE_|INVALID_PARAMETERS|INVALID_JSON_PARAM|PRODUCT_UN|ACCOUNT_(NOT_EXISTS|ABNORMAL)))/,
  message: /^isv\.(MOBILE_NUMBER_ILLEGAL|BLACK_KEY_CONTROL_LIMIT|PARAM_LENGTH_LIMIT)/,
};

// a signature that has expired is our clock's, and passes
const tencent: Final = {
  channel:
    /^(AuthFailure(?!\.SignatureExpire)|UnauthorizedOperation|InvalidParameterValue\.(SdkAppId|Template|Sign)|FailedOperation\.(Signature|MissingSignature|Template|MissingTemplate))/,
  message:
    /^(InvalidParameterValue\.IncorrectPhoneNumber|FailedOperation\.(PhoneNumberInBlacklist|ContainSensitiveWord))/,
};

const gateways = { aliyun, tencent } as const;

/** What an SMS gateway's code says has to be mended; null: it may pass. */
export function faultOfCode(gateway: keyof typeof gateways, code: string): Fault | null {
  const { channel, message } = gateways[gateway];
  if (channel.test(code)) return 'channel';
  return message.test(code) ? 'message' : null;
}

/** Nobody is there (any more), or has not agreed: this person is not reached, whatever is tried. */
const notReached: ReadonlySet<number> = new Set([40003, 43004, 43019, 43101, 46004, 50005]);
/** Our account, its template or address, or the robot. 40001 stands after a fresh token, too. */
const misconfigured: ReadonlySet<number> = new Set([
  40001, 40013, 40037, 40125, 40164, 40243, 41004, 41006, 47003, 48001, 50002, 61024, 89501, 89503, 93000,
]);

/** The same of WeChat's and WeCom's codes; of which busy (-1) and too often (45009, 45011, 45033, 45047) pass. */
export function faultOfErrcode(code: number): Fault | null {
  if (misconfigured.has(code)) return 'channel';
  return notReached.has(code) ? 'message' : null;
}

/** The same of a webhook's status: wrong signature or key, not allowed, gone for good. */
export function faultOfStatus(status: number): Fault | null {
  return status === 401 || status === 403 || status === 410 ? 'channel' : null;
}

interface MailRefusal {
  /** of nodemailer */
  readonly code: unknown;
  /** the SMTP command that was refused */
  readonly command: unknown;
  readonly answered: string;
}

/**
 * The same of a mail server: who we say we are, or from whom, is refused by 5xx; no such mailbox or domain is RFC 3463, 5.1.x. Servers
 * answer 5xx for much that passes.
 */
export function faultOfMail({ code, command, answered }: MailRefusal): Fault | null {
  if (code === 'EAUTH') return /\b5\d\d[ -]/.test(answered) ? 'channel' : null;
  if (code !== 'EENVELOPE') return null;
  if (command === 'MAIL FROM') return /^5\d\d[ -]5\.(1\.[78]|7\.\d+)/.test(answered) ? 'channel' : null;
  return /^5\d\d[ -]5\.1\.\d/.test(answered) ? 'message' : null;
}

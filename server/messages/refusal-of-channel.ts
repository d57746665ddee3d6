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

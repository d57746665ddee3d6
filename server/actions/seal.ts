import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** Of a phone that has read the code at the door. */
export interface NumberPass {
  readonly site: string;
  /** epoch ms */
  readonly until: number;
}

/** Of a phone that has taken a number. */
export interface TakenNumber {
  readonly ticket: string;
  /** epoch ms */
  readonly at: number;
  /** by which form, so that the same one again leads to the same number */
  readonly form: string;
}

/** Of a browser whose holder entered the code that was sent: keyed mark of the contact, how, and until when (epoch ms). */
export interface ProvenPass {
  readonly contact: string;
  readonly by: 'sms' | 'mail';
  readonly until: number;
}

/** Of a browser at which staff have signed in: its id, and who did when (epoch ms). */
export interface StaffDevice {
  readonly device: string;
  readonly staff: readonly { readonly id: string; readonly at: number }[];
}

/** Of a browser that was asked to show or to make a passkey: what its answer has to sign, for what, by whom in which session, until when (epoch ms). */
export interface PasskeyChallenge {
  readonly challenge: string;
  readonly use: 'sign-in' | 'second-factor' | 'new';
  /** null: nobody is known yet */
  readonly staff: string | null;
  readonly session: string | null;
  readonly until: number;
}

/** What comes back from WeChat with the code: for which booking (its id) somebody pressed, and until when it is good (epoch ms). */
export interface WechatState {
  readonly booking: string;
  readonly until: number;
}

/** What a browser has sent of a form, by the names of its fields. */
export type SentFields = Readonly<Record<string, string | readonly string[]>>;

/**
 * Of a form that was written into a page: for whom, in which browser (its keyed mark), where it is sent, where it stands, what of it is never kept,
 * without which of its fields nothing is (null: none), since when (epoch ms).
 */
export interface FormOpener {
  readonly staff: string;
  readonly browser: string;
  readonly path: string;
  readonly from: string;
  readonly unkept: readonly string[];
  readonly needs: string | null;
  readonly at: number;
}

/** What is sealed, by its purpose; nothing that was sealed for one opens for another. */
export interface Sealed {
  readonly channels: Readonly<Record<string, string>>;
  readonly 'second-factor': { readonly secret: string };
  readonly draft: object;
  readonly 'proven-contact': ProvenPass;
  readonly 'passkey-challenge': PasskeyChallenge;
  readonly 'staff-device': StaffDevice;
  readonly 'number-pass': NumberPass;
  readonly 'number-taken': TakenNumber;
  readonly 'wechat-state': WechatState;
  readonly 'form-opener': FormOpener;
  /** what somebody had typed when their session ended */
  readonly 'kept-form': {
    readonly staff: string;
    readonly path: string;
    /** where it was sent, which may be below it */
    readonly to: string;
    /** the address at which the form stood */
    readonly from: string;
    readonly fields: SentFields;
  };
  /** who somebody is to the WeChat account of an office */
  readonly openid: { readonly openid: string };
}

/** Turns values into text that only this installation can read and nobody can change. AES-256-GCM. */
export interface Seal<Purpose extends keyof Sealed> {
  close(value: Sealed[Purpose]): string;
  /** null: sealed with another secret or for another purpose, or changed */
  open(text: string): Sealed[Purpose] | null;
}

const algorithm = 'aes-256-gcm';
const ivLength = 12;
const tagLength = 16;

/** The key comes from SESSION_SECRET: whoever changes that enters what was sealed anew. */
export function makeSeal<Purpose extends keyof Sealed>(
  sessionSecret: string,
  purpose: Purpose,
): Seal<Purpose> {
  const key = createHash('sha256').update(`${purpose}:${sessionSecret}`).digest();
  return {
    close: (value) => {
      const iv = randomBytes(ivLength);
      const cipher = createCipheriv(algorithm, key, iv, { authTagLength: tagLength });
      const body = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
    },
    open: (text) => {
      const bytes = Buffer.from(text, 'base64url');
      if (bytes.length <= ivLength + tagLength) return null;
      const iv = bytes.subarray(0, ivLength);
      const decipher = createDecipheriv(algorithm, key, iv, { authTagLength: tagLength });
      decipher.setAuthTag(bytes.subarray(ivLength, ivLength + tagLength));
      try {
        const body = Buffer.concat([decipher.update(bytes.subarray(ivLength + tagLength)), decipher.final()]);
        return JSON.parse(body.toString('utf8')) as Sealed[Purpose];
      } catch {
        return null;
      }
    },
  };
}

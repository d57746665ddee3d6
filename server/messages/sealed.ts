import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** Keeps secrets unreadable in the database and its backups. AES-256-GCM. */
export interface Seal {
  close(secrets: Readonly<Record<string, string>>): string;
  /** Throws when the text was sealed with another key or was changed. */
  open(sealed: string): Readonly<Record<string, string>>;
}

const ivLength = 12;
const tagLength = 16;

/** The key comes from SESSION_SECRET: whoever changes that enters what was sealed anew. What is sealed for one purpose is not opened for another. */
export function makeSeal(sessionSecret: string, purpose = 'channels'): Seal {
  const key = createHash('sha256').update(`${purpose}:${sessionSecret}`).digest();
  return {
    close(secrets) {
      const iv = randomBytes(ivLength);
      const cipher = createCipheriv('aes-256-gcm', key, iv);
      const body = Buffer.concat([cipher.update(JSON.stringify(secrets), 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivLength), {
        authTagLength: tagLength,
      });
      decipher.setAuthTag(bytes.subarray(ivLength, ivLength + tagLength));
      const body = Buffer.concat([decipher.update(bytes.subarray(ivLength + tagLength)), decipher.final()]);
      return JSON.parse(body.toString('utf8')) as Record<string, string>;
    },
  };
}

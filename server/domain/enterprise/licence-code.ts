import { parseCreditCode } from './credit-code.ts';
import { toHalfWidth } from './half-width.ts';

/** What the code on a business licence says of its enterprise; `name` null: it does not say. */
export interface LicenceCode {
  readonly creditCode: string;
  readonly name: string | null;
}

/**
 * Reads the text of a licence's QR code: lines of facts, or an address with the code in it. Null: no credit code whose check is right stands
 * there, as on licences whose address names a record of the register alone.
 */
export function codeOfLicence(text: string): LicenceCode | null {
  const plain = toHalfWidth(text);
  const candidates = plain.toUpperCase().match(/(?<![0-9A-Z])[0-9A-Z]{18}(?![0-9A-Z])/g) ?? [];
  for (const candidate of candidates) {
    const parsed = parseCreditCode(candidate);
    if (!parsed.ok) continue;
    const [, name = null] =
      /(?:^|[^\p{Script=Han}])(?:企业名称|名称)\s*:\s*([^\s;,]{2,200})/u.exec(plain) ?? [];
    return { creditCode: parsed.value, name };
  }
  return null;
}

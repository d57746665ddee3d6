import { toHalfWidth } from './half-width.ts';
import type { Parsed } from './parsed.ts';

export type LandlineProblem = { readonly kind: 'landline' };

/** No area code begins with 00: that is the way out of the country. */
const written = /^(0[1-9]\d{1,2})-?(\d{7,8})$/;
/** Beijing and the 02x cities have three digits, everybody else four. */
const joined = /^(0(?:10|2\d)|0[3-9]\d{2})(\d{7,8})$/;

/** Reads a landline number with its area code; extensions are not accepted. Answers it as 010-85733354. */
export function parseLandline(input: string): Parsed<LandlineProblem> {
  const typed = toHalfWidth(input)
    .replace(/[()]/g, ' ')
    .trim()
    .replace(/^(?:\+86|0086)[ -]*0?/, '0');
  const dashed = typed.replace(/^(0\d{2,3})[ -]+/, '$1-').replace(/ /g, '');
  const [area, local, ...rest] = dashed.split('-');
  const bare = rest.length > 0 ? `${area}-${local}${rest.join('')}` : dashed;
  const match = (bare.includes('-') ? null : joined.exec(bare)) ?? written.exec(bare);
  if (match === null) return { ok: false, problem: { kind: 'landline' } };
  return { ok: true, value: `${match[1]}-${match[2]}` };
}

import { isAbroad } from './abroad.ts';
import { toHalfWidth } from './half-width.ts';
import type { Parsed } from './parsed.ts';

/** What is wrong with a landline number: what it is instead, where that can be told. */
export interface LandlineProblem {
  readonly kind: 'landline' | 'extension' | 'service_number' | 'mobile' | 'abroad';
}

/** 转 8001, ext. 8001, x8001, #8001; or after a second dash, as on many cards */
const extension = /(?:转|轉|分机|ext(?:ension)?\.?|x|#)\s*\d{1,6}$/i;
const dashedExtension = /^0\d{2,3}[ -]+\d{7,8}[ -]+\d{1,6}$/;
/** 400 and 800 numbers, and short ones such as 95598 or 12360: nobody's own */
const serviceNumber = /^(?:[48]00\d{7}|9[56]\d{3,6}|1[02]\d{3,6})$/;

/** No area code begins with 00: that is the way out of the country. */
const written = /^(0[1-9]\d{1,2})-?(\d{7,8})$/;
/** Beijing and the 02x cities have three digits, everybody else four. */
const joined = /^(0(?:10|2\d)|0[3-9]\d{2})(\d{7,8})$/;

/** Reads a landline number with its area code; extensions are not accepted, and told apart. Answers it as 010-85733354. */
export function parseLandline(input: string): Parsed<LandlineProblem> {
  const typed = toHalfWidth(input)
    .replace(/[()]/g, ' ')
    .trim()
    .replace(/^(?:\+86|0086)[ -]*0?/, '0');
  const dashed = typed.replace(/^(0\d{2,3})[ -]+/, '$1-').replace(/ /g, '');
  const [area, local, ...rest] = dashed.split('-');
  const bare = rest.length > 0 ? `${area}-${local}${rest.join('')}` : dashed;
  // with the country code a mobile would read as a number of a city that does not exist
  const mobile = kindOf(toHalfWidth(input).trim()) === 'mobile';
  const match = mobile ? null : ((bare.includes('-') ? null : joined.exec(bare)) ?? written.exec(bare));
  if (match === null) return { ok: false, problem: { kind: kindOf(toHalfWidth(input).trim()) } };
  return { ok: true, value: `${match[1]}-${match[2]}` };
}

function kindOf(typed: string): LandlineProblem['kind'] {
  if (isAbroad(typed)) return 'abroad';
  if (extension.test(typed) || dashedExtension.test(typed)) return 'extension';
  const digits = typed.replace(/[ -]/g, '').replace(/^(?:\+86|0086)/, '');
  if (/^1[3-9]\d{9}$/.test(digits)) return 'mobile';
  return serviceNumber.test(digits) ? 'service_number' : 'landline';
}

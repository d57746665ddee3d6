import { inventedCreditCode } from '../support/credit-codes.ts';

/** What a reseller invents for the n-th time. */
export function inventedNames(n: number) {
  return {
    enterprise: { name: `北京某某贸易第${n}公司`, creditCode: inventedCreditCode(n) },
    contact: { name: '张三', mobile: `170${10_000_000 + n}`, email: `u${n}@reseller.invalid` },
    consent: true,
  };
}

/** Another address of its two networks each time. */
export function itsAddress(n: number): string {
  return n % 2 === 0 ? `2001:db8:7:7:${n.toString(16)}:1::${(n * 7).toString(16)}` : `203.0.113.${n % 250}`;
}

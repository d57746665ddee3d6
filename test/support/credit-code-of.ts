import { expectedCheck } from '../../server/domain/enterprise/credit-code-standard.ts';

/** The n-th invented credit code, which is right in itself. */
export function creditCodeOf(n: number): string {
  const body = `9111010800${String(n).padStart(7, '0')}`;
  return body + expectedCheck(body);
}

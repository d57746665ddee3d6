import { expectedCheck } from '../../server/domain/enterprise/credit-code-standard.ts';

/** A valid unified social credit code that nobody has, another for each number below ten million. */
export function inventedCreditCode(n: number): string {
  const body = `9111010800${String(n).padStart(7, '0')}`;
  return body + expectedCheck(body);
}

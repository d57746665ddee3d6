/** Unique in the database while the booking is active: one visit per enterprise, handling person and local day. */
export function limitKey(creditCode: string, mobile: string, day: string): string {
  return `${creditCode}|${mobile}|${day}`;
}

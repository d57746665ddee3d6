/** The row of a wait that has become a booking. */
export function waited(
  booking: string,
  at: number,
  { name, mobile, email }: { readonly name: string; readonly mobile: string; readonly email: string },
) {
  return {
    ...{ id: 'wait-1', token_hash: 'hash-1', site: 'BJ-TSY', services: '[]', answers: '{}', passed: '[]' },
    ...{ from_day: '2026-11-24', to_day: '2026-11-27', weekdays: '[]', times: '[]' },
    ...{ enterprise_name: name, credit_code: '914403001922038216', locale: 'en', consent_version: '1' },
    ...{ contact_name: name, contact_mobile: mobile, contact_email: email },
    ...{ kind: 'visit', booking, state: 'accepted', offers: 1, source: 'page' },
    ...{ created_at: at, updated_at: at + 1, ended_at: at + 1 },
  };
}

/** The row of a move that could be taken back. */
export function changed(booking: string, at: number) {
  return { booking, hold: 'u', what: 'moved', before: '{}', limited: false, sequence: 9, until: at } as const;
}

/**
 * What is known of a person, in groups that have one purpose. The privacy notice is made of those of visitors, in words that are
 * `privacy.collect.<key>`; the page of standards has a line for each.
 */
export interface CollectedGroup<Key extends string = string> {
  readonly key: Key;
  /** PIPL, article 28: needs a consent of its own */
  readonly sensitive: boolean;
  /** where it is stored, "table.column" */
  readonly columns: readonly string[];
  /** how forms and calls name it */
  readonly fields: readonly string[];
  /** names of cookies, without their prefix */
  readonly cookies: readonly string[];
}

const inTable = (table: string, names: string): readonly string[] =>
  names.split(' ').map((name) => `${table}.${name}`);

function group<Key extends string>(
  key: Key,
  columns: readonly (readonly string[])[],
  fields = '',
  more: Partial<Pick<CollectedGroup, 'sensitive' | 'cookies'>> = {},
): CollectedGroup<Key> {
  return {
    key,
    sensitive: false,
    cookies: [],
    ...more,
    columns: columns.flat(),
    fields: fields.split(' ').filter((name) => name !== ''),
  };
}

/** Of visitors, in the order of the notice. */
export const collectedOfVisitors = [
  group(
    'enterprise',
    [
      inTable('booking', 'enterprise_name credit_code customs_code'),
      inTable('waitlist_entry', 'enterprise_name credit_code customs_code'),
      inTable('booking_search', 'code_end grams'),
      inTable('block_lift', 'credit_code reason'),
    ],
    'enterprise creditCode customsCode',
  ),
  group(
    'contact',
    [
      inTable(
        'booking',
        'contact_name contact_mobile contact_email contact_telephone second_email second_mobile',
      ),
      inTable('waitlist_entry', 'contact_name contact_mobile contact_email contact_telephone'),
      inTable('booking_search', 'mobile mobile_end'),
    ],
    'contact name mobile email telephone',
  ),
  group(
    'visit',
    [
      inTable('booking', 'services answers ticks locale handling reminders source'),
      inTable('booking_event', 'type data actor'),
      inTable('booking_undo', 'before what'),
      inTable('booking_series', 'series token_hash'),
      inTable('waitlist_entry', 'services answers from_day to_day weekdays times locale source aside_cause'),
      inTable('ticket', 'services language on_phone texted deferred outcome token'),
      inTable('hold', 'services'),
      inTable('place', 'booking'),
      inTable('time_offer', 'times'),
      inTable('priority_visit', 'booking ticket'),
      inTable('cluster_looked', 'looked_at'),
      // what other systems were told of a visit, by its reference
      inTable('outgoing_event', 'data'),
      // of calls that may be repeated, for two days
      inTable('idempotency', 'answer'),
    ],
    'services answers ticks language handling',
  ),
  group(
    'consent',
    [
      inTable('booking', 'consent_version'),
      inTable('waitlist_entry', 'consent_version'),
      inTable('certificate', 'consent_version'),
      inTable('earlier_consent', 'given_at'),
      inTable('upload_consent', 'version given_at'),
      inTable('message_opt_out', 'template'),
      inTable('deletion_request', 'requested_at'),
    ],
    'consent',
  ),
  group(
    'documents',
    [
      inTable('agency_document', 'file file_name file_sha256 reason'),
      inTable('agency_case', 'note'),
      inTable('agency_event', 'text actor'),
      inTable('upload', 'sha256'),
      inTable('upload_chunk', 'bytes'),
    ],
    'file',
    { sensitive: true },
  ),
  group(
    'words',
    [
      inTable('booking_note', 'text staff'),
      inTable('objection', 'words answer'),
      inTable('rating', 'score'),
      inTable('rating_case', 'words contact answer wants_contact'),
      inTable('ticket', 'note due_reason'),
      inTable('audit_words', 'about text'),
    ],
    'note reason score',
  ),
  group(
    'messages',
    [
      inTable('outbox', 'recipient parameters locale log last_error'),
      inTable('ahead_notice', 'recipient locale'),
      inTable('contact_code', 'contact'),
      inTable('booking_wechat', 'openid asked_at'),
    ],
    'contactCode',
  ),
  group(
    'certificate',
    [inTable('certificate', 'email enterprise expires_on locale'), inTable('certificate_notice', 'told_at')],
    'expires',
  ),
  group('network', [
    inTable('booking_origin', 'network browser proven'),
    inTable('contact_code', 'asker'),
    inTable('hold', 'network browser'),
    inTable('waitlist_entry', 'network browser'),
    inTable('rate_limit', 'key'),
    inTable('idempotency', 'scope'),
  ]),
  group('browser', [], '', {
    cookies: [
      'browser',
      'csrf',
      'lang',
      'type',
      'draft-',
      'proven',
      'holder',
      'visits',
      'visits-held',
      'ticket',
      'waiting',
      'certificate',
      'certificate-stop',
      'reminders',
      'second',
      'number-pass',
      'number-taken',
    ],
  }),
];

export const collectedOfStaff = [
  group('account', [
    inTable('staff', 'username name role sites badge mail password_hash totp_secret'),
    inTable('passkey', 'staff name credential public_key transports'),
    inTable('recovery_code', 'staff code_hash'),
  ]),
  group(
    'session',
    [
      inTable('staff_session', 'staff address agent data'),
      inTable('kept_form', 'staff sealed'),
      inTable('sign_in_failure', 'subject account'),
      inTable('refused_sign_in', 'network'),
    ],
    '',
    { cookies: ['staff', 'csrf-staff', 'known-device', 'passkey-challenge', 'report-stop'] },
  ),
  group('acts', [
    inTable('audit', 'actor address subject before after'),
    inTable('hall_event', 'data actor'),
    inTable('hall_counter', 'staff'),
    inTable('counter_clerk', 'staff'),
    inTable('block_lift', 'staff'),
    inTable('objection', 'declined_by'),
    inTable('rating_case', 'answered_by'),
    inTable('device', 'paired_by'),
    inTable('cluster_looked', 'looked_by'),
    inTable('report_subscription', 'recipient locale created_by'),
    inTable('report_sending', 'message'),
    inTable('roster_shift', 'staff'),
    inTable('roster_change', 'staff cause partner'),
  ]),
];

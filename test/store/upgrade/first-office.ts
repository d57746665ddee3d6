import { pdf } from '../../domain/agency/sample-files.ts';
import { sha256, visits } from './first-visits.ts';
import type { Rows } from './rows.ts';

const made = Date.parse('2026-11-20T10:00:00+08:00');

export const staffKey = 'a-key-that-a-program-has-kept-since-then';

/** What enterprises have uploaded, under the names in the folder. */
export const uploads: ReadonlyMap<string, Uint8Array> = new Map(
  visits
    .filter(({ online }) => online)
    .map(({ number }) => [
      `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
      pdf(`licence ${number} `.repeat(20_000)),
    ]),
);

const cases = visits
  .filter(({ online }) => online)
  .map((visit, index) => {
    const [file = '', bytes = new Uint8Array()] = [...uploads][index] ?? [];
    return { visit, file, bytes };
  });

export const officeRows: Rows = {
  staff: ['administrator', 'manager', 'counter', 'auditor'].map((role, k) => ({
    id: `s${k}`,
    username: `user-${k}`,
    name: `员工${k}`,
    password_hash: '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$c29tZWhhc2g',
    role,
    sites: role === 'administrator' ? '[]' : '["BJ-TSY"]',
    must_change_password: false,
    totp_secret: null,
    totp_step: null,
    active: true,
    revision: 1,
    version: 1,
    created_at: made,
    last_signed_in_at: made,
  })),
  recovery_code: [1, 2, 3].map((k) => ({ staff: 's0', code_hash: sha256(`code ${k}`) })),
  staff_session: [
    {
      id_hash: sha256('session'),
      id: 'session-1',
      staff: 's1',
      address: '10.0.0.1',
      agent: 'a browser',
      data: '{}',
      started_at: made,
      seen_at: made,
    },
  ],
  sign_in_failure: [{ id: 'f1', subject: 'user-1', at: made, account: 'user-1' }],
  rate_limit: [{ key: 'pages:10.0.0.1', points: 3, expire: made }],
  api_key: [
    {
      id: 'k1',
      kind: 'staff',
      site: 'BJ-TSY',
      name: '叫号程序',
      key_hash: sha256(staffKey),
      created_at: made,
      revoked_at: null,
      last_used_at: null,
    },
  ],
  device: ['kiosk', 'display'].map((kind) => ({
    id: `d-${kind}`,
    kind,
    site: 'BJ-TSY',
    name: '大厅',
    key_hash: sha256(kind),
    code: null,
    offered_at: made,
    paired_at: made,
    paired_by: 's1',
    revoked_at: null,
    last_seen_at: made,
    layout: 'full',
    language: 'both',
    voice: 'allowed',
  })),
  channel: [
    {
      site: 'BJ-TSY',
      kind: 'webhook',
      settings: '{"url":"http://127.0.0.1:9/"}',
      secrets: 'sealed',
      active: false,
      updated_at: made,
    },
  ],
  recording: ['number', 'counter'].map((fragment) => ({
    site: 'BJ-TSY',
    fragment,
    kind: 'wav',
    size: 4,
    sha256: sha256('RIFF'),
    base64: Buffer.from('RIFF').toString('base64'),
    uploaded_at: made,
    uploaded_by: 's1',
  })),
  audit: [...Array(300).keys()].map((k) => ({
    id: `audit-${k}`,
    at: made + k,
    actor: 'staff:s1',
    address: '10.0.0.1',
    action: 'booking.unmask',
    subject: `R${k}`,
    before: null,
    after: '{"a":1}',
    result: 'done',
  })),
  audit_words: [...Array(20).keys()].map((k) => ({
    audit: `audit-${k}`,
    about: visits[k]?.id,
    text: '来电核对',
    at: made + k,
  })),
  agency_case: cases.map(({ visit }) => ({
    booking: visit.id,
    site: 'BJ-TSY',
    state: 'submitted',
    revision: 2,
    note: null,
    submitted_at: made,
    since: made,
  })),
  agency_document: cases.flatMap(({ visit, file, bytes }) => [
    {
      booking: visit.id,
      item: 'BUSINESS_LICENCE',
      position: 0,
      physical: false,
      state: 'uploaded',
      reason: null,
      file,
      file_kind: 'pdf',
      file_size: bytes.length,
      file_sha256: sha256(bytes),
      file_name: '执照.pdf',
      uploaded_at: made,
    },
    { booking: visit.id, item: 'CARD_TO_RENEW', position: 1, physical: true, state: 'missing' },
  ]),
  agency_event: cases.flatMap(({ visit }) =>
    ['uploaded', 'submitted'].map((type, k) => ({
      booking: visit.id,
      revision: k + 1,
      at: made + k,
      type,
      item: type === 'uploaded' ? 'BUSINESS_LICENCE' : null,
      text: null,
      actor: 'holder',
    })),
  ),
};

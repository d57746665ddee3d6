import type { Role } from '../../domain/staff/permissions.ts';
import type { Flag, Table } from '../table.ts';

export interface ApiKeyRow {
  readonly id: string;
  readonly kind: 'device' | 'staff';
  readonly site: string | null;
  readonly name: string;
  readonly key_hash: string;
  readonly created_at: number;
  readonly revoked_at: number | null;
  readonly last_used_at: number | null;
  readonly expires_at: number | null;
}

export interface AuditDayRow {
  readonly day: string;
  readonly previous: string | null;
  readonly previous_rows: number;
  readonly starts_from: string;
  readonly rows: number;
  readonly head: string;
  readonly last_at: number;
  readonly forgotten: Flag;
  readonly told: Flag;
}

export interface AuditLinkRow {
  readonly day: string;
  readonly position: number;
  readonly audit: string;
  readonly hash: string;
}

export interface AuditRow {
  readonly id: string;
  readonly at: number;
  readonly actor: string;
  readonly address: string | null;
  readonly action: string;
  readonly subject: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly result: string;
}

export interface AuditWordsRow {
  readonly audit: string;
  readonly about: string;
  readonly text: string;
  readonly at: number;
}

/** What somebody had typed into the form of a page, sealed. */
export interface KeptFormRow {
  readonly staff: string;
  readonly path: string;
  readonly sealed: string;
  readonly at: number;
}

export interface PasskeyRow {
  readonly id: string;
  readonly staff: string;
  readonly credential: string;
  readonly public_key: string;
  readonly counter: number;
  readonly transports: string;
  readonly name: string;
  readonly created_at: number;
  readonly last_used_at: number | null;
}

export interface RecoveryCodeRow {
  readonly staff: string;
  readonly code_hash: string;
}

export interface RefusedSignInRow {
  readonly minute: number;
  readonly network: string;
  readonly attempts: number;
  readonly told: number;
  readonly summed: Flag;
}

export interface SignInFailureRow {
  readonly id: string;
  readonly subject: string;
  readonly at: number;
  readonly account: string | null;
}

export interface SpentChallengeRow {
  readonly hash: string;
  readonly expires_at: number;
}

export interface StaffRow {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly password_hash: string;
  readonly role: Role;
  readonly sites: string;
  readonly must_change_password: Flag;
  readonly password_until: number | null;
  readonly totp_secret: string | null;
  readonly totp_step: number | null;
  readonly active: Flag;
  readonly revision: number;
  readonly version: number;
  readonly created_at: number;
  readonly last_signed_in_at: number | null;
  readonly badge: string | null;
  readonly mail: string | null;
}

export interface StaffSessionRow {
  readonly id_hash: string;
  readonly id: string;
  readonly staff: string | null;
  readonly address: string;
  readonly agent: string;
  readonly data: string;
  readonly started_at: number;
  readonly seen_at: number;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    readonly api_key: Table<ApiKeyRow>;
    readonly audit: Table<AuditRow>;
    readonly audit_day: Table<AuditDayRow, 'forgotten' | 'told'>;
    readonly audit_link: Table<AuditLinkRow>;
    readonly audit_words: Table<AuditWordsRow>;
    readonly kept_form: Table<KeptFormRow>;
    readonly passkey: Table<PasskeyRow>;
    readonly recovery_code: Table<RecoveryCodeRow>;
    readonly refused_sign_in: Table<RefusedSignInRow, 'summed'>;
    readonly sign_in_failure: Table<SignInFailureRow>;
    readonly spent_challenge: Table<SpentChallengeRow>;
    readonly staff: Table<StaffRow, 'sites' | 'must_change_password' | 'active' | 'revision' | 'version'>;
    readonly staff_session: Table<StaffSessionRow>;
  }
}

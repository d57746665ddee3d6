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

export interface RecoveryCodeRow {
  readonly staff: string;
  readonly code_hash: string;
}

export interface SignInFailureRow {
  readonly id: string;
  readonly subject: string;
  readonly at: number;
  readonly account: string | null;
}

export interface StaffRow {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly password_hash: string;
  readonly role: Role;
  readonly sites: string;
  readonly must_change_password: Flag;
  readonly totp_secret: string | null;
  readonly totp_step: number | null;
  readonly active: Flag;
  readonly revision: number;
  readonly version: number;
  readonly created_at: number;
  readonly last_signed_in_at: number | null;
  readonly badge: string | null;
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
    readonly audit_words: Table<AuditWordsRow>;
    readonly recovery_code: Table<RecoveryCodeRow>;
    readonly sign_in_failure: Table<SignInFailureRow>;
    readonly staff: Table<StaffRow, 'sites' | 'must_change_password' | 'active' | 'revision' | 'version'>;
    readonly staff_session: Table<StaffSessionRow>;
  }
}

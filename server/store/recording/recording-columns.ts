import type { SoundKind } from '../../domain/queue/screens/recording.ts';
import type { Table } from '../table.ts';

export interface RecordingRow {
  readonly site: string;
  readonly fragment: string;
  readonly kind: SoundKind;
  readonly size: number;
  readonly sha256: string;
  readonly base64: string;
  readonly uploaded_at: number;
  readonly uploaded_by: string;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    readonly recording: Table<RecordingRow>;
  }
}

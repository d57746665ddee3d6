import type {
  DisplayChoice,
  DisplayLayout,
  DisplayVoice,
  ScreenPlace,
} from '../../domain/queue/screens/display-choice.ts';
import type { Table } from '../table.ts';

export interface DeviceRow {
  readonly id: string;
  readonly kind: 'kiosk' | 'display';
  readonly site: string;
  readonly name: string;
  readonly key_hash: string;
  readonly code: string | null;
  readonly offered_at: number;
  readonly paired_at: number | null;
  readonly paired_by: string | null;
  readonly revoked_at: number | null;
  readonly last_seen_at: number | null;
  readonly language: DisplayChoice['language'];
  readonly voice: DisplayVoice;
  readonly layout: DisplayLayout;
  readonly place: ScreenPlace | null;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    readonly device: Table<DeviceRow, 'name' | 'language' | 'voice' | 'layout'>;
  }
}

import type { PictureKind } from '../../domain/queue/screens/wall-picture.ts';
import type { Table } from '../table.ts';

export interface WallPictureRow {
  readonly site: string;
  readonly sha256: string;
  readonly kind: PictureKind;
  readonly name: string;
  readonly size: number;
  readonly bytes: Buffer;
  readonly uploaded_at: number;
  readonly uploaded_by: string;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    readonly wall_picture: Table<WallPictureRow>;
  }
}

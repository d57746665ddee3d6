import type { Knex } from 'knex';

export interface BlockLift {
  readonly creditCode: string;
  /** epoch ms */
  readonly until: number;
  readonly reason: string;
  readonly staff: string;
  readonly at: number;
}

/** Lifts the block of an enterprise; another lift replaces an earlier one. */
export async function writeBlockLift(
  connection: Knex,
  { creditCode, until, reason, staff, at }: BlockLift,
): Promise<void> {
  await connection('block_lift')
    .insert({ credit_code: creditCode, until, reason, staff, at })
    .onConflict('credit_code')
    .merge();
}

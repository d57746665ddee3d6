import type { Knex } from 'knex';
import { hour, minute } from '../../domain/calendar/durations.ts';
import type { Engine } from '../database.ts';
import { lockScopes } from '../lock-scopes.ts';

/** Refused sign-ins of one network within an hour that have a line of the audit each. */
const toldEach = 10;
/** Networks that are counted by themselves in one minute; all others count as one. */
const networksAtOnce = 200;

/** Where those count together of whom there are too many. */
export const manyNetworks = 'many';

/** Counts a refused sign-in at an instant (epoch ms), in the caller's transaction. Answers whether it is to have a line of its own. */
export async function countRefused(
  transaction: Knex.Transaction,
  engine: Engine,
  { network: from, at }: { readonly network: string; readonly at: number },
): Promise<boolean> {
  await lockScopes(transaction, engine, ['refused-sign-ins']);
  const begun = at - (at % minute);
  const now = (await transaction('refused_sign_in').where({ minute: begun }).select('network')) as {
    network: string;
  }[];
  const counted = now.length < networksAtOnce || now.some(({ network }) => network === from);
  const network = counted ? from : manyNetworks;
  const before = await transaction('refused_sign_in')
    .where({ network })
    .andWhere('minute', '>', begun - hour)
    .sum({ told: 'told' })
    .first();
  const told = Number(before?.['told'] ?? 0) < toldEach ? 1 : 0;
  await transaction('refused_sign_in')
    .insert({ minute: begun, network, attempts: 1, told })
    .onConflict(['minute', 'network'])
    .merge({
      attempts: transaction.raw('refused_sign_in.attempts + 1'),
      told: transaction.raw('refused_sign_in.told + ?', [told]),
    });
  return told === 1;
}

export interface RefusedSum {
  readonly network: string;
  /** epoch ms of its beginning */
  readonly minute: number;
  /** that have no line of their own */
  readonly attempts: number;
}

/** Takes the sums of minutes that are over at `now` (epoch ms), each once, in the caller's transaction; forgets those of more than an hour ago. */
export async function takeSums(
  transaction: Knex.Transaction,
  engine: Engine,
  now: number,
): Promise<readonly RefusedSum[]> {
  await lockScopes(transaction, engine, ['refused-sign-ins']);
  const over = now - (now % minute);
  const rows = (await transaction('refused_sign_in')
    .where('minute', '<', over)
    .andWhere({ summed: false })
    .andWhere('attempts', '>', transaction.ref('told'))
    .orderBy(['minute', 'network'])
    .select('minute', 'network', 'attempts', 'told')) as (RefusedSum & { told: number })[];
  await transaction('refused_sign_in').where('minute', '<', over).update({ summed: true });
  await transaction('refused_sign_in')
    .where('minute', '<', over - hour)
    .delete();
  return rows.map(({ network, attempts, told, ...row }) => ({ ...row, network, attempts: attempts - told }));
}

import { createKey as create } from '../actions/staff/create-key.ts';
import { theSystem } from '../domain/staff/actor.ts';
import { longestKeyDays, usualKeyDays } from '../domain/staff/key-life.ts';
import { type Command, needed, oneOf, UsageError } from './command.ts';
import { requireCurrent } from './require-current.ts';

const kinds = ['staff', 'device'] as const;

export const createKey: Command = {
  name: 'create-key',
  usage: 'create-key --kind staff|device --site <code>|all [--name <what uses it>] [--days <n>]',
  summary: 'a key for another program, for a year or n days; the last line is the key',
  options: {
    kind: { type: 'string' },
    site: { type: 'string' },
    name: { type: 'string' },
    days: { type: 'string' },
  },
  async run({ options, open, print }) {
    const kind = oneOf(options, 'kind', kinds);
    const site = needed(options, 'site');
    const name = typeof options['name'] === 'string' ? options['name'] : `${kind} ${site}`;
    if (name.trim() === '' || name.length > 80) throw new UsageError('--name must have 1 to 80 characters');
    const days = Number(options['days'] ?? usualKeyDays);
    if (!Number.isInteger(days) || days < 1 || days > longestKeyDays)
      throw new UsageError(`--days must be a whole number from 1 to ${longestKeyDays}`);
    const system = await open();
    await requireCurrent(system);
    const created = await create(system, {
      kind,
      site: site === 'all' ? null : site,
      ...{ name, days },
      actor: theSystem,
    });
    if (!created.ok) throw new Error(`there is no site ${site}`);
    print(
      `A ${kind} key for ${site === 'all' ? 'every site' : site}, until ${new Date(created.value.expiresAt).toISOString().slice(0, 10)}. It is shown once; send it as "Authorization: Bearer <key>":`,
    );
    print(created.value.key);
    return 0;
  },
};

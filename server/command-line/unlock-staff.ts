import { unlockStaff as unlock } from '../actions/staff/reset-staff.ts';
import { type Command, needed } from './command.ts';
import { requireCurrent } from './require-current.ts';
import { accountNamed, theCommandLine } from './staff-account.ts';

export const unlockStaff: Command = {
  name: 'unlock-staff',
  usage: 'unlock-staff --username <name>',
  summary: 'forgets the failed sign-ins of an account, so that it may try again at once',
  options: { username: { type: 'string' } },
  async run({ options, open, print }) {
    const username = needed(options, 'username');
    const system = await open();
    await requireCurrent(system);
    const { id } = await accountNamed(system, username);
    await unlock(system, { actor: theCommandLine, id });
    print(`${username} may sign in again.`);
    return 0;
  },
};

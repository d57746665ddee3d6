import { resetPassword, resetSecondFactor } from '../actions/staff/reset-staff.ts';
import { type Command, needed } from './command.ts';
import { requireCurrent } from './require-current.ts';
import { accountNamed, theCommandLine } from './staff-account.ts';

export const resetStaff: Command = {
  name: 'reset-staff',
  usage: 'reset-staff --username <name> [--second-factor]',
  summary:
    'a new password for an account, on the last line; --second-factor takes its authenticator away too',
  options: { username: { type: 'string' }, 'second-factor': { type: 'boolean' } },
  async run({ options, open, print }) {
    const username = needed(options, 'username');
    const system = await open();
    await requireCurrent(system);
    const { id, active } = await accountNamed(system, username);
    const of = { actor: theCommandLine, id };
    if (options['second-factor'] === true) await resetSecondFactor(system, of);
    const reset = await resetPassword(system, of);
    if (!reset.ok) throw new Error(`there is no account ${username}`);
    if (!active) print(`${username} is not active: an administrator has to activate it under /admin/staff.`);
    print(
      `${username} is signed out everywhere. The new password, shown once, to be changed at the first sign-in:`,
    );
    print(reset.value.password);
    return 0;
  },
};

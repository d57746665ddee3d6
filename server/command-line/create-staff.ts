import { createStaff as create } from '../actions/staff/create-staff.ts';
import { theSystem } from '../domain/staff/actor.ts';
import { everySite, roles } from '../domain/staff/permissions.ts';
import { type Command, needed, oneOf, UsageError } from './command.ts';
import { requireCurrent } from './require-current.ts';

export const createStaff: Command = {
  name: 'create-staff',
  usage: 'create-staff --username <name> --role <role> [--site BJ-TSY …|all] [--name <full name>]',
  summary: 'a member of staff; the last line is the password, to be changed at the first sign-in',
  options: {
    username: { type: 'string' },
    role: { type: 'string' },
    name: { type: 'string' },
    site: { type: 'string', multiple: true },
  },
  async run({ options, open, print }) {
    const username = needed(options, 'username');
    const role = oneOf(options, 'role', roles);
    const given = ((options['site'] ?? []) as readonly string[]).map(String);
    const bound = role === 'manager' || role === 'counter';
    if (bound && given.length === 0)
      throw new UsageError(`--site is needed: where the ${role} works, or all`);
    const sites = given.map((site) => (site === 'all' ? everySite : site));
    const name = typeof options['name'] === 'string' ? options['name'] : username;
    const system = await open();
    await requireCurrent(system);
    const catalogue = await system.catalogue();
    const unknown = sites.find((site) => site !== everySite && !catalogue.sites.has(site));
    if (unknown !== undefined) throw new Error(`there is no site ${unknown}`);
    const created = await create(system, { username, name, role, sites, password: null, actor: theSystem });
    if (!created.ok)
      throw new Error(`the user name ${username} is taken or not a name (a-z, 0-9, ".", "_", "-")`);
    print(
      `${username} has been created as ${role}${sites.length > 0 ? ` at ${given.join(', ')}` : ''}. The password, shown once:`,
    );
    print(created.value.password);
    return 0;
  },
};

import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { recordAudit } from '../actions/record-audit.ts';
import { makeSeal } from '../actions/seal.ts';
import { siteChannelKinds } from '../domain/message/message.ts';
import { theSystem } from '../domain/staff/actor.ts';
import { channelShapes } from '../messages/channel-settings.ts';
import { saveChannel } from '../store/message/channel-store.ts';
import { type Command, needed, oneOf, UsageError } from './command.ts';
import { requireCurrent } from './require-current.ts';

const channelFile = z.object({
  settings: z.unknown(),
  secret: z.string().min(8),
  active: z.boolean().default(true),
  shared: z.boolean().default(false),
});

/** Connects a site to an SMS provider or to a gateway of its own. The secret is sealed before it is stored, and never shown again. */
export const connectChannel: Command = {
  name: 'connect-channel',
  usage: 'connect-channel --site <code> --kind webhook|aliyun|tencent <file.json>',
  summary:
    'a site\'s SMS provider or webhook, from a file { "settings": {…}, "secret": "…", "active": true }',
  options: { site: { type: 'string' }, kind: { type: 'string' } },
  words: 1,
  seals: true,
  async run({ words, options, open, print }) {
    const [file = ''] = words;
    const site = needed(options, 'site');
    const kind = oneOf(options, 'kind', siteChannelKinds);
    const { settings, secret } = channelShapes[kind];
    const given = channelFile.parse(JSON.parse(await readFile(file, 'utf8')));
    const read = settings.safeParse(given.settings);
    const wrong = read.error?.issues[0];
    if (!read.success) throw new Error(`${file}: ${wrong?.path.join('.')}: ${wrong?.message}`);
    const system = await open();
    await requireCurrent(system);
    if (!(await system.catalogue()).sites.has(site)) throw new UsageError(`there is no site ${site}`);
    const secrets = makeSeal(system.config.sessionSecret, 'channels').close({ [secret]: given.secret });
    const { active, shared } = given;
    await saveChannel(
      system.database.writer,
      { site, kind, settings: read.data, secrets, active, shared },
      system.clock.now(),
    );
    const after = { kind, active, shared, settings: read.data };
    await recordAudit(system, {
      actor: theSystem,
      action: 'channel.save',
      subject: site,
      before: null,
      after,
      result: 'done',
    });
    print(active ? `${site} now sends by ${kind}.` : `${site} no longer sends by ${kind}.`);
    return 0;
  },
};

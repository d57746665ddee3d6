import supertest from 'supertest';
import { createStaff } from '../../../server/actions/staff/create-staff.ts';
import { compose } from '../../../server/compose.ts';
import { readConfig } from '../../../server/config.ts';
import { theSystem } from '../../../server/domain/staff/actor.ts';
import { setClock } from '../../support/hall-system.ts';
import { longAudit } from '../../support/long-audit.ts';
import { loopHeld } from '../../support/loop-held.ts';
import { whenReady } from '../../support/when-ready.ts';
import { goodPassword, signIn } from '../../web/staff/staff-browser.ts';
import { answer, settingsOf } from './answering.ts';

/** One process from which an auditor takes the whole audit away. */
const { databaseUrl, clockStart } = settingsOf<{ databaseUrl: string; clockStart: string }>();
const clock = setClock(clockStart);
const config = readConfig({
  PORT: '0',
  DATABASE_URL: databaseUrl,
  SESSION_SECRET: 'a secret of at least thirty-two characters',
  RATE_LIMITS: 'off',
  LOG_LEVEL: 'error',
  SECOND_FACTOR: 'optional',
});
const { system, listen } = await compose(config, clock);
const url = await listen();
let cookie = '';

answer(url, {
  fill: async (lines: number) => {
    await longAudit({ system, clock }, lines);
    const [username, password] = ['auditor', goodPassword];
    const staff = { username, name: username, role: 'auditor', sites: [], password } as const;
    await createStaff(system, { ...staff, actor: theSystem });
    const signedIn = await signIn(supertest.agent(url), username);
    const cookies = ([] as string[]).concat(signedIn.headers['set-cookie'] ?? []);
    cookie = cookies.map((one) => one.split(';')[0]).join('; ');
  },
  // milliseconds for which nobody else was served
  held: async (format: string) => {
    const { longest } = await loopHeld(async () => {
      const response = await fetch(`${url}/admin/audit?format=${format}`, { headers: { cookie } });
      if (response.status !== 200) throw new Error(`${format}: ${response.status}`);
      if (format === 'xlsx') await fetch(await whenReady(response.url, { cookie }), { headers: { cookie } });
      for await (const _part of response.body ?? []);
    });
    return longest;
  },
});

import assert from 'node:assert/strict';
import express from 'express';
import supertest from 'supertest';
import { type Config, ConfigError, readConfig } from '../../../server/config.ts';
import { routesOf } from '../../../server/web/declared-page.ts';
import { securityTextPages } from '../../../server/web/public/security-text.ts';

const address = '/.well-known/security.txt';
const named = { SECURITY_CONTACT: 'mailto:faults@hall.invalid', SECURITY_EXPIRES: '2027-11-30' };

const configOf = (env: Readonly<Record<string, string>>): Config =>
  readConfig({ SESSION_SECRET: 'a secret of at least thirty-two characters', ...env });

function answerAt(day: string, env: Readonly<Record<string, string>>): supertest.Test {
  const system = { config: configOf(env), clock: { now: () => Date.parse(day) } } as const;
  return supertest(express().use(routesOf(securityTextPages, system as never))).get(address);
}

describe('security.txt', () => {
  it('names whom to tell, until when, and where it stands itself', async () => {
    const { status, text, headers } = await answerAt('2026-11-29', {
      ...named,
      BASE_URL: 'https://hall.invalid',
    });
    assert.equal(status, 200);
    assert.match(String(headers['content-type']), /^text\/plain; charset=utf-8$/);
    assert.deepEqual(text.trim().split('\n'), [
      'Contact: mailto:faults@hall.invalid',
      'Expires: 2027-11-30T00:00:00.000Z',
      'Preferred-Languages: zh, en',
      `Canonical: https://hall.invalid${address}`,
    ]);
  });

  it('is not there while nobody is named, or once its day has come', async () => {
    assert.equal((await answerAt('2026-11-29', {})).status, 404);
    assert.equal((await answerAt('2027-11-30', named)).status, 404);
  });

  it('takes no contact that is none, and none without a day', () => {
    const { SECURITY_CONTACT, SECURITY_EXPIRES } = named;
    assert.throws(() => configOf({ SECURITY_CONTACT }), ConfigError);
    assert.throws(() => configOf({ SECURITY_CONTACT: 'http://hall.invalid', SECURITY_EXPIRES }), ConfigError);
    assert.throws(() => configOf({ SECURITY_CONTACT, SECURITY_EXPIRES: 'soon' }), ConfigError);
  });
});

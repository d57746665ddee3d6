import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type HallSystem, startSystem } from '../support/hall-system.ts';

const file = resolve(import.meta.dirname, '../../server/deploy/alerts.yml');
const rules = readFileSync(file, 'utf8')
  .split(/^ {6}- alert: /m)
  .slice(1);

describe('the alerts of an operator', () => {
  let hall: HallSystem;
  before(async () => {
    hall = await startSystem({ engine: 'sqlite' });
  });
  after(() => hall.close());

  it('ask for numbers, labels and values that /metrics has', async () => {
    hall.startJobs();
    // the first job has ended when there is a line for it
    let text = '';
    for (let asked = 0; asked < 100 && !/hall_job_success\S+\{/.test(text); asked += 1) {
      ({ text } = await hall.request.get('/metrics').expect(200));
      await new Promise((go) => setTimeout(go, 200));
    }
    const named = rules.flatMap((rule) => {
      const expression = /expr: (.*)/.exec(rule)?.[1] ?? '';
      return [
        ...expression.matchAll(/\b((?:hall|http|nodejs|process)_\w+)(?:\{(\w+)(?:!=|=~?)"([^"]*)"\})?/g),
      ];
    });
    assert.ok(named.length >= 12);
    for (const [, name = '', label, value = ''] of named) {
      assert.match(text, new RegExp(`^# TYPE ${name} `, 'm'));
      if (label === 'status') continue;
      if (label !== undefined) assert.match(text, new RegExp(`^${name}\\{.*${label}="${value}"`, 'm'), name);
    }
  });

  it('each says what has happened and what to do next', () => {
    assert.ok(rules.length >= 10);
    for (const rule of rules) {
      assert.match(rule, /summary: ["'].{20,}["']/, rule);
      assert.match(rule, /next: ["'].{30,}["']/, rule);
      assert.match(rule, /severity: (page|warn)/, rule);
    }
  });

  it('pass the check of Prometheus itself, where it is installed', () => {
    if (spawnSync('promtool', ['--version']).error !== undefined) {
      console.log('      promtool is not installed here: the rules were not checked by it');
      return;
    }
    const said = execFileSync('promtool', ['check', 'rules', file], { encoding: 'utf8', stdio: 'pipe' });
    assert.match(said, new RegExp(`SUCCESS: ${rules.length} rules found`));
  });
});

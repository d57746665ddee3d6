import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { services } from '../../seeds/services.ts';
import { serviceIcon } from '../../server/web/icon.ts';

const root = resolve(import.meta.dirname, '../..');
const sheet = readFileSync(join(root, 'public/images/icons.svg'), 'utf8');
const drawn = [...sheet.matchAll(/<symbol id="(\w+)"/g)].map(([, name]) => name);

describe('icons', () => {
  it('those that templates ask for are drawn', () => {
    const views = readdirSync(join(root, 'views'), { recursive: true, encoding: 'utf8' });
    const asked = views
      .filter((name) => name.endsWith('.ejs'))
      .flatMap((name) => [
        ...readFileSync(join(root, 'views', name), 'utf8').matchAll(/'icon', \{ name: '(\w+)'/g),
      ])
      .map(([, name]) => name);
    assert.deepEqual(
      asked.filter((name) => !drawn.includes(name)),
      [],
    );
  });

  it('every service has one, a different one each', () => {
    const icons = services.map(({ code }) => serviceIcon(code));
    for (const icon of icons) assert.ok(drawn.includes(icon), icon);
    assert.equal(new Set(icons).size, icons.length);
  });

  it('a service that a branch has added is a card', () => {
    assert.equal(serviceIcon('SOMETHING_ELSE'), 'card');
    assert.ok(drawn.includes('card'));
  });

  it('all are drawn in the colour of the text around them', () => {
    for (const [symbol] of sheet.matchAll(/<symbol .*?<\/symbol>/g)) {
      assert.match(symbol, /stroke="currentColor"/);
      assert.doesNotMatch(symbol, /#[0-9a-f]{3,6}/);
    }
  });
});

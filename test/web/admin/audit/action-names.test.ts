import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { locales } from '../../../../server/domain/catalogue/words.ts';
import { theSystem } from '../../../../server/domain/staff/actor.ts';
import { isWordKey } from '../../../../server/locales/words.ts';
import { actionName, auditLineView } from '../../../../server/web/admin/audit/audit-view.ts';

/** What the sources write into the audit as an action, wherever it is chosen between several. */
function writtenActions(): ReadonlySet<string> {
  const server = new URL('../../../../server/', import.meta.url).pathname;
  const files = readdirSync(server, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => server + file);
  return new Set(
    files.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\baction:([^,\n;]*)/g)].flatMap(([, said = '']) =>
        [...said.matchAll(/'([a-z_]+\.[a-z_.]+)'/g)].map(([, action = '']) => action),
      ),
    ),
  );
}

describe('the audit', () => {
  it('calls each action by a name in both languages, never by its code', () => {
    // a page calls its own buttons so, by the keys of their words
    const actions = [...writtenActions()].filter((action) => !isWordKey(action));
    assert.ok(actions.length > 80, `${actions.length}`);
    for (const locale of locales)
      assert.deepEqual(
        actions.filter((action) => actionName(action, locale) === action),
        [],
        locale,
      );
  });

  it('says that something was refused, and on its own page why, never by the code alone', () => {
    const line = {
      ...{ id: '1', at: 0, action: 'staff.sign_in', subject: 'li', words: null, before: null, after: null },
      ...{ actor: { ...theSystem, address: null }, result: 'sign_in_failed' },
    };
    for (const locale of locales) {
      const shown = auditLineView(line, { named: () => 'li', subjects: new Map() }, locale);
      assert.doesNotMatch(shown.result + shown.refusal, /sign_in_failed|null/);
    }
  });
});

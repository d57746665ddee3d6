import assert from 'node:assert/strict';
import { declared, everyListLaws } from './every-list-laws.ts';

it('every list that is declared belongs to a page that is declared', () => {
  const names = declared.map(({ list }) => list.name);
  assert.ok(declared.length >= 20);
  const known = 'keys outbox audit agency bookings tickets devices log staff days';
  for (const name of known.split(' ')) assert.ok(names.includes(name), name);
});

everyListLaws('sqlite');

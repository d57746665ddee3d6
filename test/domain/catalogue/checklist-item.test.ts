import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addToItem, type ChecklistItem, newItem } from '../../../server/domain/catalogue/checklist-item.ts';
import type { ServiceMaterial } from '../../../server/domain/catalogue/service.ts';

const card = newItem({
  code: 'CARD',
  name: { 'zh-CN': '卡', en: 'Card' },
  providedBy: 'enterprise',
  perCard: true,
});

const words = fc.constantFrom(null, ...['甲', '乙'].map((text) => ({ 'zh-CN': text, en: `(${text})` })));

const line = fc.record({
  service: fc.constantFrom('RENEW', 'UNLOCK', 'REPLACE'),
  material: fc.constant('CARD'),
  site: fc.constant(null),
  form: fc.constantFrom('original', 'copy', 'original_or_copy', 'any'),
  sealed: fc.boolean(),
  bring: fc.boolean(),
  note: words,
  active: fc.constant(true),
  verified: fc.constant(true),
  sort: fc.constant(0),
});

function merge(lines: readonly ServiceMaterial[], cards: number | null): ChecklistItem {
  return lines.reduce((item, one) => addToItem(item, one, cards), card);
}

describe('an item of the checklist', () => {
  it('adds up the cards of the services that share it, each service once', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1 }), fc.integer({ min: 1, max: 9 }), (lines, cards) => {
        const services = new Set(lines.map(({ service }) => service));
        assert.equal(merge(lines, cards).quantity, services.size * cards);
        assert.equal(merge(lines, null).quantity, 1);
      }),
    );
  });

  it('is sealed or brought when any line says so, in whatever order they come', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1 }), (lines) => {
        const item = merge(lines, 1);
        const back = merge(lines.toReversed(), 1);
        assert.equal(
          item.sealed,
          lines.some(({ sealed }) => sealed),
        );
        assert.equal(
          item.bring,
          lines.some(({ bring }) => bring),
        );
        assert.deepEqual([back.form, back.sealed, back.bring], [item.form, item.sealed, item.bring]);
      }),
    );
  });

  it('is not changed by a line that it already has', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1 }), (lines) => {
        const item = merge(lines, 2);
        for (const again of lines) assert.deepEqual(addToItem(item, again, 2), item);
      }),
    );
  });

  it('keeps every note, each once', () => {
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const given = new Set(lines.flatMap(({ note }) => (note === null ? [] : [note['zh-CN']])));
        const kept = merge(lines, 1).note?.['zh-CN'].split('；') ?? [];
        assert.deepEqual(kept, [...given]);
      }),
    );
  });
});

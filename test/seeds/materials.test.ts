import assert from 'node:assert/strict';
import { materials, serviceMaterials } from '../../seeds/materials.ts';
import { services } from '../../seeds/services.ts';
import type { ServiceMaterial } from '../../server/domain/catalogue/service.ts';

const names = new Map(materials.map(({ code, name }) => [code, name.en]));

function line({ material, form, sealed, bring }: ServiceMaterial): string {
  const marks = [form, ...(sealed ? ['sealed'] : []), ...(bring ? ['bring'] : [])];
  return `${names.get(material)}: ${marks.join(', ')}`;
}

const licence = 'Business licence: original_or_copy, sealed';
const legalCard = 'Legal-person card: any, bring';

const stated: Readonly<Record<string, readonly string[]>> = {
  NEW: [
    licence,
    'Customs filing receipt: any, sealed',
    'Identity card of the legal person: original_or_copy',
    'Identity card of the operator: original_or_copy',
  ],
  RENEW: [licence, 'The IC card to renew (USBKey included): any, bring'],
  ADD_OPERATOR: [licence, legalCard, 'Identity card of the new operator: original_or_copy'],
  ADD_DECLARANT: ['Declarant card production application form: any, sealed', licence, legalCard],
  REPLACE: [licence, 'The damaged IC card (USBKey included): any, bring'],
  UNLOCK: [licence, 'The locked IC card (USBKey included): any, bring'],
};

describe('the seeded materials', () => {
  for (const [service, expected] of Object.entries(stated)) {
    it(`of ${service} are exactly those that are stated, and confirmed`, () => {
      const active = serviceMaterials.filter((one) => one.service === service && one.active);
      assert.deepEqual(active.sort((a, b) => a.sort - b.sort).map(line), expected);
      assert.ok(active.every((one) => one.site === null && one.verified));
    });
  }

  it('cover every active service and no other', () => {
    const active = services.filter((service) => service.active).map(({ code }) => code);
    assert.deepEqual(active, Object.keys(stated));
    assert.deepEqual(
      new Set(serviceMaterials.filter((one) => one.active).map(({ service }) => service)),
      new Set(active),
    );
  });

  it('include what some offices also ask, one site at a time, switched off and unconfirmed', () => {
    const optional = serviceMaterials.filter((one) => one.site !== null);
    assert.deepEqual(
      new Set(optional.map(line)),
      new Set([
        'Identity card of the handling person: original, bring',
        'Letter of authorisation: any, sealed',
      ]),
    );
    assert.ok(optional.every((one) => !one.active && !one.verified));
    assert.deepEqual(
      new Set(optional.map(({ site }) => site)),
      new Set(['BJ-AIRPORT', 'BJ-ZGC', 'BJ-TSY', 'HZ']),
    );
  });

  it('name each material of a service and site once', () => {
    const keys = serviceMaterials.map(({ service, material, site }) => `${service}|${material}|${site}`);
    assert.equal(new Set(keys).size, keys.length);
  });
});

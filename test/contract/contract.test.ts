import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { HallApi } from '../../server/web/api/client/hall-api.d.mts';
import { breakages, type Json } from './breakages.ts';
import { clientTypes } from './client-types.ts';
import { contractNow, keptContract, typesFile } from './kept-contract.ts';

describe('the contract with programs that call the API', () => {
  const now = contractNow();
  /** What a change of the description as it is now would break. */
  const broken = (change: (document: ReturnType<typeof open>) => void): readonly string[] => {
    const changed = open(now);
    change(changed);
    return breakages(now, changed as unknown as Json);
  };

  it('is not broken: nothing that they use is gone or narrower', () => {
    assert.deepEqual(breakages(keptContract(), now), [], 'if it must be: npm run contract -- --break');
  });

  it('is kept as it is, and the types of clients with it', async () => {
    assert.deepEqual(keptContract(), now, 'what was added is kept by: npm run contract');
    assert.equal(readFileSync(typesFile, 'utf8'), await clientTypes(now), 'npm run contract');
  });

  it('has types that hold a client to it', () => {
    const body: HallApi['createBooking']['body'] = {
      site: 'BJ-TSY',
      services: [{ code: 'RENEW' }],
      start: '2026-11-24T09:15:00+08:00',
      enterprise: { name: '北京示例贸易有限公司', creditCode: '91110108551385082Q' },
      contact: { name: '王芳', mobile: '13800138000' },
      consent: true,
    };
    // @ts-expect-error a booking has a reference, and it is a text
    const reference: number = ({} as HallApi['createBooking']['answer']).reference;
    assert.deepEqual([body.site, reference], ['BJ-TSY', undefined]);
  });

  const sites = '/sites';
  const breaking: readonly (readonly [string, (document: ReturnType<typeof open>) => void, RegExp])[] = [
    ['a call that is gone', ({ paths }) => delete paths[sites]?.['get'], /^GET \/sites is gone$/],
    [
      'an answer that has lost a field',
      ({ components: { schemas } }) => delete schemas['Site']?.properties?.['name'],
      /\.name is gone$/,
    ],
    [
      'a field that is not always there any more',
      ({ components: { schemas } }) => {
        const site = schemas['Site'];
        if (site?.required) site.required = site.required.filter((name) => name !== 'code');
      },
      /\.code is not always there any more$/,
    ],
    [
      'a field that is something else',
      ({ components: { schemas } }) => {
        const code = schemas['Site']?.properties?.['code'];
        if (code) code.type = 'number';
      },
      /\.code is number, was string$/,
    ],
    [
      'a parameter that is gone',
      ({ paths }) => {
        const call = paths['/sites/{site}/slots']?.['get'];
        if (call) call.parameters = call.parameters.filter(({ name }) => name !== 'from');
      },
      /query from is gone$/,
    ],
    [
      'something that has to be sent besides',
      (document) => bookingAsked(document)?.required?.push('locale'),
      /body\.locale is required now$/,
    ],
    [
      'a text that may not be as long',
      (document) => {
        const site = bookingAsked(document)?.properties?.['site'];
        if (site) site.maxLength = 2;
      },
      /site: maxLength is 2 now$/,
    ],
    [
      'a call that needs a key now',
      ({ paths }) => Object.assign(paths[sites]?.['get'] ?? {}, { security: [{ key: [] }] }),
      /needs a key now$/,
    ],
  ];
  for (const [name, change, said] of breaking)
    it(`is broken by ${name}`, () => {
      const [first = 'nothing was found'] = broken(change);
      assert.match(first, said);
    });

  it('is not broken by what is added: a call, a field, a parameter that may be left out, a longer text', () => {
    const added = broken((document) => {
      const { paths, components } = document;
      const { schemas } = components;
      paths['/news'] = { ...paths[sites] };
      Object.assign(schemas['Site']?.properties ?? {}, { motto: { type: 'string' } });
      schemas['Site']?.required?.push('motto');
      paths['/sites/{site}/slots']?.['get']?.parameters.push({ name: 'x', in: 'query', required: false });
      const site = bookingAsked(document)?.properties?.['site'];
      if (site?.maxLength) site.maxLength += 1;
    });
    assert.deepEqual(added, []);
  });
});

interface Schema {
  type?: string;
  maxLength?: number;
  required?: string[];
  properties?: Record<string, Schema>;
  $ref?: string;
}

interface Call {
  parameters: { name: string; in: string; required: boolean }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}

/** A copy of a description that can be changed. */
function open(document: Json) {
  return JSON.parse(JSON.stringify(document)) as {
    paths: Record<string, Record<string, Call>>;
    components: { schemas: Record<string, Schema> };
  };
}

/** What is sent to book a visit. */
function bookingAsked({ paths, components }: ReturnType<typeof open>): Schema | undefined {
  const schema = paths['/bookings']?.['post']?.requestBody?.content['application/json']?.schema;
  return schema?.$ref === undefined ? schema : components.schemas[schema.$ref.split('/').at(-1) ?? ''];
}

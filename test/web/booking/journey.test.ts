import assert from 'node:assert/strict';
import { seedCatalogue } from '../../../seeds/catalogue.ts';
import { buildCatalogue } from '../../../server/domain/catalogue/build-catalogue.ts';
import { journeyHref, knownJourney, readJourney } from '../../../server/web/booking/journey.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';
import { Visitor } from './visitor.ts';

const catalogue = buildCatalogue(seedCatalogue, 1);

function readBack(address: string) {
  const query: Record<string, string[]> = {};
  for (const [name, value] of new URL(address, 'http://x').searchParams)
    query[name] = [...(query[name] ?? []), value];
  return readJourney(query);
}

describe('the address of a journey', () => {
  it('says everything that was chosen and reads back the same', () => {
    const journey = {
      services: [
        { code: 'RENEW', quantity: 3 },
        { code: 'UNLOCK', quantity: 1 },
      ],
      answers: { RENEW_STATE: 'EXPIRED' },
      site: 'BJ-TSY',
      start: 1_795_482_000_000,
      draft: '51b20141-c90d-4564-ac6e-1fcd0739c152',
    };
    assert.deepEqual(readBack(journeyHref('/book/check', journey)), journey);
  });

  it('repeated services add up, to two digits at most', () => {
    assert.deepEqual(readJourney({ service: ['RENEW', 'RENEW.2'] }).services, [
      { code: 'RENEW', quantity: 3 },
    ]);
    assert.deepEqual(readJourney({ service: ['RENEW.60', 'RENEW.60'] }).services, [
      { code: 'RENEW', quantity: 99 },
    ]);
  });

  it('leaves out what cannot be read or is not known', () => {
    const read = readJourney({
      service: ['<x>', 'NOPE', 'RENEW.0', 'UNLOCK'],
      answer: ['x', 'NOPE.YES', '__proto__.YES'],
      site: 'BJ-CCB',
      start: '1e9',
      draft: '../x',
    });
    assert.deepEqual(knownJourney(read, catalogue), {
      services: [{ code: 'UNLOCK', quantity: 1 }],
      answers: {},
      site: null,
      start: null,
      draft: null,
    });
  });
});

describe('the journey', () => {
  let hall: HallSystem;
  before(async function () {
    this.timeout(60_000);
    hall = await startSystem({ engine: 'sqlite' });
  });
  after(() => hall.close());

  it('whoever skips a step is sent to the one that is missing', async () => {
    const visitor = new Visitor(hall);
    await visitor.open('/book/check');
    assert.equal(visitor.path, '/book');
    await visitor.open('/book/time?service=UNLOCK');
    assert.equal(visitor.path, '/book/site');
    await visitor.open('/book/site?service=RENEW');
    assert.equal(visitor.path, '/book/checklist');
    await visitor.open('/book/details?service=UNLOCK&site=BJ-TSY');
    assert.equal(visitor.path, '/book/time');
  });

  it('an answer that makes the visit impossible stops at once, with the reason and no way on', async () => {
    const visitor = new Visitor(hall);
    await visitor.open('/book/checklist?service=ADD_DECLARANT&answer=ADD_DECLARANT_NUMBER.NO');
    assert.match(visitor.text, /notice--stop/);
    assert.match(visitor.text, /取得备案号/);
    assert.deepEqual(visitor.links('/book/site'), []);
    await visitor.open('/book/site?service=ADD_DECLARANT&answer=ADD_DECLARANT_NUMBER.NO');
    assert.equal(visitor.path, '/book/checklist');
  });

  it('no service, too many cards and no answer are told at the question with 422', async () => {
    const visitor = new Visitor(hall);
    await visitor.open('/book');
    await visitor.send({});
    assert.equal(visitor.page.status, 422);
    await visitor.send({ service: 'RENEW', 'quantity-RENEW': '21' });
    assert.equal(visitor.page.status, 422, 'more than a visit may hold');
    await visitor.open('/book/checklist?service=RENEW');
    await visitor.send({ question: 'RENEW_STATE' });
    assert.equal(visitor.page.status, 422);
    assert.deepEqual(visitor.errors(), ['请选择一项，再继续。']);
  });

  it('lost cards need not be brought', async () => {
    const visitor = new Visitor(hall);
    await visitor.open('/book/checklist?service=REPLACE');
    const question = /name="question" value="(\w+)"/.exec(visitor.text)?.[1] ?? '';
    await visitor.open(`/book/checklist?service=REPLACE&answer=${question}.LOST`);
    const lost = visitor.text.split('checklist__item').length;
    await visitor.open(`/book/checklist?service=REPLACE&answer=${question}.DAMAGED`);
    assert.equal(visitor.text.split('checklist__item').length, lost + 1);
  });

  it('partner outlets are listed to be telephoned, and never bookable', async () => {
    const visitor = new Visitor(hall);
    await visitor.open('/book/site?service=UNLOCK');
    assert.match(visitor.text, /中国建设银行合作制卡网点/);
    assert.match(visitor.text, /先致电/);
    assert.deepEqual(visitor.links('BJ-CCB'), []);
  });

  it('a malformed query is never an error of ours', async () => {
    const visitor = new Visitor(hall);
    for (const query of [
      'service=%ff',
      'service[a]=b',
      'service=&start=abc&site=<x>',
      'draft=x&answer=.&answer=..',
    ]) {
      for (const step of ['', '/checklist', '/site', '/time', '/details', '/check', '/done']) {
        await visitor.open(`/book${step}?${query}`);
        assert.equal(visitor.page.status, 200, `${step} ${query}`);
      }
    }
    await visitor.open('/book/time?service=UNLOCK&site=BJ-TSY&day=9999-99-99');
    assert.equal(visitor.page.status, 200);
    await visitor.send({ start: '99999999999999' });
    assert.equal(visitor.page.status, 409);
  });

  it('nothing of the journey takes more than three statements to know the free times', async () => {
    const seen: string[] = [];
    const { reader } = hall.system.database;
    const note = (query: { sql: string }) => seen.push(query.sql);
    const visitor = new Visitor(hall);
    reader.on('query', note);
    await visitor.open('/book/time?service=UNLOCK&site=BJ-TSY');
    reader.off('query', note);
    assert.ok(seen.length <= 3, seen.join('\n'));
  });
});

import assert from 'node:assert/strict';
import { seedCatalogue } from '../../../seeds/catalogue.ts';
import { buildCatalogue } from '../../../server/domain/catalogue/build-catalogue.ts';
import { journeyHref, knownJourney, readJourney } from '../../../server/web/booking/journey.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';
import { Visitor, validDetails } from './visitor.ts';

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
    assert.equal(visitor.path, '/book/time', 'where the office is chosen, too');
    assert.match(visitor.text, /class="earliest"/);
    assert.deepEqual(visitor.starts(), [], 'no office is chosen');
    for (const page of ['details', 'check', 'waiting', 'code']) {
      await visitor.open(`/book/${page}?service=UNLOCK`);
      assert.equal(visitor.path, '/book/time', `${page} needs an office`);
    }
    await visitor.open('/book/site?service=UNLOCK&site=BJ-TSY');
    assert.equal(visitor.path, '/book/time', 'an address of before');
    assert.ok(visitor.at.includes('site=BJ-TSY'));
    await visitor.open('/book/site?service=RENEW');
    assert.equal(visitor.path, '/book/checklist');
    await visitor.open('/book/details?service=UNLOCK&site=BJ-TSY');
    assert.equal(visitor.path, '/book/time');
  });

  it('the form of a later step, sent by itself, books nothing and keeps no time', async () => {
    const { reader } = hall.system.database;
    const count = async () => [(await reader('booking')).length, (await reader('hold')).length];
    const before = await count();
    const visitor = await new Visitor(hall).open('/book');
    for (const step of ['check', 'details'])
      for (const query of [
        '',
        '?service=UNLOCK',
        '?service=UNLOCK&site=BJ-TSY',
        '?service=UNLOCK&site=BJ-TSY&draft=x',
      ]) {
        const answer = await visitor.post({ ...validDetails }, `/book/${step}${query}`);
        assert.ok(answer.status === 303 || (answer.status >= 400 && answer.status < 500), `${step}${query}`);
        assert.doesNotMatch(String(answer.headers['location']), /\/bookings\//);
      }
    assert.deepEqual(await count(), before);
  });

  it('an answer that makes the visit impossible stops at once, with the reason and no way on', async () => {
    const visitor = new Visitor(hall);
    await visitor.open('/book/checklist?service=ADD_DECLARANT&answer=ADD_DECLARANT_NUMBER.NO');
    assert.match(visitor.text, /notice--stop/);
    assert.match(visitor.text, /取得备案号/);
    assert.deepEqual(visitor.links('/book/time'), []);
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
    await visitor.open('/book');
    await visitor.send({ service: ['NEW', 'RENEW'], 'quantity-NEW': '6', 'quantity-RENEW': '9' });
    assert.equal(visitor.page.status, 422, 'longer than any office is open at a stretch');
    assert.match(visitor.text, /分几次预约/);
    assert.match(visitor.text, /name="quantity-RENEW" value="9"/);
    await visitor.open('/book/checklist?service=RENEW');
    await visitor.send({ question: 'RENEW_STATE' });
    assert.equal(visitor.page.status, 422);
    assert.deepEqual(visitor.errors(), ['请选择一项，再继续。']);
  });

  it('questions are asked below their services, and answered there lead straight to the time', async () => {
    const visitor = await new Visitor(hall).open('/book?service=ADD_OPERATOR&service=ADD_DECLARANT');
    const names = [...visitor.text.matchAll(/data-asked="([^"]*)"/g)].map(([, name = '']) => name);
    assert.equal(
      names.filter((name) => name === 'answer-ADD_OPERATOR_LEGAL_CARD').length,
      2,
      'one answer for both',
    );
    const service = ['ADD_OPERATOR', 'ADD_DECLARANT'];
    const number = { 'answer-ADD_DECLARANT_NUMBER': 'YES' };
    await visitor.send({ service, ...number });
    assert.equal(visitor.path, '/book/checklist', 'what was not answered is asked');
    await visitor.open('/book');
    await visitor.send({ service, ...number, 'answer-ADD_OPERATOR_LEGAL_CARD': 'YES' });
    assert.equal(visitor.path, '/book/time');
    await visitor.open('/book');
    await visitor.send({
      service,
      'answer-ADD_DECLARANT_NUMBER': 'NO',
      'answer-ADD_OPERATOR_LEGAL_CARD': 'YES',
    });
    assert.equal(visitor.path, '/book/checklist', 'what cannot be is told');
    await visitor.open('/book');
    await visitor.send({ service: 'ADD_DECLARANT', ...number, 'answer-ADD_OPERATOR_LEGAL_CARD': 'YES' });
    assert.equal(visitor.path, '/book/time');
    assert.match(visitor.at, /ADD_DECLARANT_LEGAL_CARD\.YES/, 'as its own question');
  });

  it('what an answer needs besides is added by one press, and said to be chosen once it is', async () => {
    const visitor = await new Visitor(hall).open('/book/checklist?service=RENEW&answer=RENEW_STATE.LOCKED');
    assert.match(visitor.text, /本次请一并办理/);
    assert.doesNotMatch(visitor.text, /也许不必跑这一趟/);
    const [more = ''] = visitor.links('service=UNLOCK');
    await visitor.open(more);
    assert.match(visitor.text, /已选“解锁”，本次一并办理。/);
    await visitor.open('/book?service=RENEW&answer=RENEW_STATE.LOCKED');
    assert.match(visitor.text, /<button[^>]*name="service" value="UNLOCK">加选“解锁”/);
    await visitor.send({ service: ['RENEW', 'UNLOCK'], 'answer-RENEW_STATE': 'LOCKED' });
    assert.equal(visitor.path, '/book/time');
    await visitor.open('/book/checklist?service=RENEW&answer=RENEW_STATE.VALID');
    assert.match(visitor.text, /也许不必跑这一趟/);
    assert.doesNotMatch(visitor.text, /本次请一并办理/);
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

  it('no page of the journey takes more than three statements an office: whether its free times are as before, them if not, and its hall', async () => {
    const seen: string[] = [];
    const { reader } = hall.system.database;
    const note = (query: { sql: string }) => seen.push(query.sql);
    const visitor = new Visitor(hall);
    reader.on('query', note);
    await visitor.open('/book/time?service=UNLOCK&site=BJ-TSY');
    reader.off('query', note);
    const offices = new Set(visitor.links('/book/time?').map((href) => /site=([\w-]+)/.exec(href)?.[1])).size;
    assert.equal(offices, 4, 'three of the city, and the link to all');
    // that of the catalogue's version is due by the time, whatever is asked
    const asked = seen.filter((sql) => !sql.includes('catalogue_version'));
    assert.ok(asked.length <= 3 * (offices - 1), asked.join('\n'));
  });
});

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { patternOf } from '../../server/web/declared-page.ts';
import { everyPage } from '../../server/web/every-page.ts';
import { countsAstray } from '../support/counts-in-tables.ts';
import { foreignWords, wordsOf } from '../support/foreign-words.ts';
import { type HallSystem, mondayMorning, startSystem } from '../support/hall-system.ts';
import { type ExamplesBelow, exampleOf, plainExamples } from '../support/route-examples.ts';
import { Visitor, validDetails } from './booking/visitor.ts';
import { pairedKiosk } from './kiosk/kiosk-door.ts';
import { phoneAtTheDoor, setHall } from './number/door.ts';
import { type Agent, account, signedIn } from './staff/staff-browser.ts';
import {
  certificateOf,
  listOfVisits,
  officeExamples,
  preparedExample,
  ticketOfWalkIn,
  whoWaits,
} from './walk-examples.ts';

const site = 'BJ-TSY';
/** No word of either language: people's names are their own. */
const people = { enterprise: 'Li & Wu', name: 'Wu Li', email: 'wu@li.cn' };
const journey = 'service=RENEW&answer=RENEW_STATE.EXPIRED&site=BJ-TSY';

/** What others have called things. */
const ownNames = /测试企业|东门/g;
/** References and codes, and terms that the office works with, alike in both languages. */
const codes = /\b(?=[0-9A-Z-]*\d)[0-9A-Z-]{3,}\b/g;
const terms = /\b(?:[A-Z]{2,}(?:[-_][A-Z]+)*|Excel|Webhook|SendSms|https|holiday-cn|pdf|png|none)\b/g;

/** How rows are found; people know each thing by its name. */
const idOfARow = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/;

describe('a walk over every page that there is, for one language', function () {
  this.timeout(120_000);
  let hall: HallSystem;
  let varFolder: string;
  let visitor: Visitor;
  /** with everything filled in, but for the last button */
  let onTheWay: Visitor;
  let reference: string;
  let certificate: { readonly id: string; readonly token: string };
  let below: ExamplesBelow;
  const agents = {} as Record<'office' | 'kiosk' | 'phone' | 'anybody', Agent>;

  before(async () => {
    varFolder = mkdtempSync(join(tmpdir(), 'hall-walk-'));
    hall = await startSystem({ engine: 'sqlite', clockStart: mondayMorning, config: { varFolder } });
    visitor = await new Visitor(hall).book(['RENEW', 'ADD_OPERATOR'], { ...validDetails, ...people });
    reference = visitor.path.split('/')[2] ?? '';
    await account(hall, 'wu', 'administrator');
    agents.office = await signedIn(hall, 'wu');
    agents.kiosk = await pairedKiosk(hall);
    agents.anybody = hall.agent();
    await setHall(hall, site, { numberByPhone: true, figuresByClerk: true });
    agents.phone = await phoneAtTheDoor(hall);
    onTheWay = await new Visitor(hall).chooseUpToCheck(['UNLOCK'], { ...validDetails, ...people });
    const ticket = await ticketOfWalkIn(hall, site);
    certificate = await certificateOf(hall);
    below = {
      ...(await officeExamples(hall, site)),
      '/kiosk': { ticket: 'somebody' },
      '/admin/prepared': { file: await preparedExample(hall, 'wu') },
      '/tickets': { token: ticket },
      '/waitlist': { token: await whoWaits(hall, site) },
      '/visits': { token: await listOfVisits(hall, reference) },
      '/certificates/:': { certificate: certificate.id },
    };
  });
  after(async () => {
    await hall.close();
    rmSync(varFolder, { recursive: true, force: true });
  });

  const open = async (pattern: string, locale: string) => {
    const path = exampleOf(pattern, { ...plainExamples, reference, item: 'BUSINESS_LICENCE' }, below);
    const address = `${path}${path.includes('?') ? '&' : '?'}lang=${locale}`;
    const [, top = ''] = pattern.split('/');
    if (pattern === '/book/check' || pattern === '/book/details') {
      return (
        await onTheWay.open(
          `${onTheWay.at.replace(/\/book\/\w+/, pattern).replace(/&lang=.*$/, '')}&lang=${locale}`,
        )
      ).page;
    }
    if (['admin', 'counter', 'floor', 'reception', 'staff'].includes(top)) return agents.office.get(address);
    if (top === 'kiosk') return agents.kiosk.get(`${address}&service=RENEW`);
    if (top === 'certificates')
      return agents.anybody.get(`${address}&token=${certificate.token}`).redirects(1);
    if (top === 'reports') return agents.anybody.get(`${address}&token=any`).redirects(1);
    if (top === 'number') return agents.phone.get(address);
    // pages that a mail leads to, and no page of ours
    if (/\/(second|reminders)$/.test(pattern)) return (await visitor.open(`${address}&token=any`)).page;
    if (pattern.startsWith('/bookings/:')) return (await visitor.open(address)).page;
    return agents.anybody.get(pattern.startsWith('/book') ? `${address}&${journey}` : address).redirects(1);
  };

  for (const locale of ['zh-CN', 'en'] as const) {
    it(`finds no stray word, no id where there is a name, and each count of a table at the right (${locale})`, async () => {
      const found: Record<string, string> = {};
      const ids: Record<string, string> = {};
      const astray: Record<string, readonly string[]> = {};
      const bound: string[] = [];
      for (const page of everyPage) {
        if (page.get === undefined || (page.answers ?? 'page') !== 'page') continue;
        const pattern = patternOf(page);
        const { status, text, headers } = await open(pattern, locale);
        assert.equal(status, 200, pattern);
        if (page.audience !== 'everybody') assert.match(headers['cache-control'] ?? '', /no-store/, pattern);
        if (typeof page.audience === 'object') {
          if (!/action="\/staff\/sign-out"/.test(text)) bound.push(pattern);
        }
        for (const [field] of text.matchAll(
          /<input[^>]*(?:name="[\w-]*password"|autocomplete="[a-z]+-password")[^>]*>/g,
        ))
          assert.match(field, /type="password"/, pattern);
        if (page.bothLanguages) continue;
        assert.match(text, new RegExp(`<html lang="${locale}"`), pattern);
        const counts = /^\/(admin|staff|floor|reception|counter)\b/.test(pattern) ? countsAstray(text) : [];
        if (counts.length > 0) astray[pattern] = counts;
        const said = wordsOf(text);
        const id = idOfARow.exec(said);
        if (id !== null) ids[pattern] = said.slice(Math.max(0, id.index - 60), id.index + 40);
        const words = foreignWords(
          /^\/(admin|staff|floor|reception)\/|\/pairing$/.test(pattern)
            ? said.replace(codes, '').replace(terms, '').replace(ownNames, '')
            : said,
          locale,
        );
        if (words.length > 0) found[pattern] = [...new Set(words)].join(' ');
      }
      assert.deepEqual(found, {});
      assert.deepEqual(bound, ['/reception/:site/slips/:ticket'], 'on paper there is no way to sign out');
      assert.deepEqual(ids, {}, 'an id where there is a name');
      assert.deepEqual(astray, {}, 'a count that is not at the right');
    });
  }
});

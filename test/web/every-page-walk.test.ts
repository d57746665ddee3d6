import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pageAudiences } from '../../server/web/permission-table.ts';
import { foreignWords, wordsOf } from '../support/foreign-words.ts';
import { type HallSystem, mondayMorning, startSystem } from '../support/hall-system.ts';
import { type ExamplesBelow, exampleOf, plainExamples } from '../support/route-examples.ts';
import { Visitor, validDetails } from './booking/visitor.ts';
import { pairedKiosk } from './kiosk/kiosk-door.ts';
import { type Agent, account, signedIn } from './staff/staff-browser.ts';
import { officeExamples, ticketOfWalkIn } from './walk-examples.ts';

const site = 'BJ-TSY';
/** No word of either language: people's names are their own. */
const people = { enterprise: 'Li & Wu', name: 'Wu Li', email: 'wu@li.cn' };
const journey = 'service=RENEW&answer=RENEW_STATE.EXPIRED&site=BJ-TSY';

/** What others have called things. */
const ownNames = /测试企业|东门/g;
/** References and codes, and terms that the office works with, alike in both languages. */
const codes = /\b(?=[0-9A-Z-]*\d)[0-9A-Z-]{3,}\b/g;
const terms = /\b(?:[A-Z]{2,}(?:[-_][A-Z]+)*|Excel|Webhook|SendSms|https|holiday-cn|pdf|png|none)\b/g;

/** Pages that show the other language on purpose: what a message says in it, numbers as they are read aloud, names of holidays in the notice, values as they are stored. */
const ofBoth =
  /^GET \/admin\/(audit|unverified|messages\/:template|outbox\/:id|sites\/:site\/(?:hall|recordings)|calendar$)|^GET \/staff\/account\/second-factor$/;

/** Whose answer is no page but a file, facts for machines, or the way to where the visitor has to be. */
const noPages =
  /\.(ics|svg|json|js|csv)$|\/(healthz|readyz|metrics|state|export\/\w+|documents\/:item|files\/:position|recordings\/:file|help-calls|:table|:verb)$|^GET \/(book\/done|admin\/sites\/:site|staff\/second-factor|sites\/:site\/board|tickets\/:token\/now)$/;

describe('a walk over every page that there is, for one language', function () {
  this.timeout(120_000);
  let hall: HallSystem;
  let varFolder: string;
  let visitor: Visitor;
  /** with everything filled in, but for the last button */
  let onTheWay: Visitor;
  let reference: string;
  let below: ExamplesBelow;
  const agents = {} as Record<'office' | 'kiosk' | 'anybody', Agent>;

  before(async () => {
    varFolder = mkdtempSync(join(tmpdir(), 'hall-walk-'));
    hall = await startSystem({ engine: 'sqlite', clockStart: mondayMorning, config: { varFolder } });
    visitor = await new Visitor(hall).book(['RENEW', 'ADD_OPERATOR'], { ...validDetails, ...people });
    reference = visitor.path.split('/')[2] ?? '';
    await account(hall, 'wu', 'administrator');
    agents.office = await signedIn(hall, 'wu');
    agents.kiosk = await pairedKiosk(hall);
    agents.anybody = hall.agent();
    onTheWay = await new Visitor(hall).chooseUpToCheck(['UNLOCK'], { ...validDetails, ...people });
    const ticket = await ticketOfWalkIn(hall, site);
    below = {
      ...(await officeExamples(hall, site)),
      '/kiosk': { token: ticket },
      '/tickets': { token: ticket },
    };
  });
  after(async () => {
    await hall.close();
    rmSync(varFolder, { recursive: true, force: true });
  });

  const open = async (route: string, locale: string) => {
    const [, pattern = ''] = route.split(' ');
    const path = exampleOf(pattern, { ...plainExamples, reference, item: 'BUSINESS_LICENCE' }, below);
    const address = `${path}${path.includes('?') ? '&' : '?'}lang=${locale}`;
    const [, top = ''] = pattern.split('/');
    if (route === 'GET /book/check' || route === 'GET /book/details') {
      return (
        await onTheWay.open(
          `${onTheWay.at.replace(/\/book\/\w+/, pattern).replace(/&lang=.*$/, '')}&lang=${locale}`,
        )
      ).page;
    }
    if (['admin', 'counter', 'staff'].includes(top)) return agents.office.get(address);
    if (top === 'kiosk') return agents.kiosk.get(`${address}&service=RENEW`);
    if (pattern.startsWith('/bookings/:')) return (await visitor.open(address)).page;
    return agents.anybody.get(pattern.startsWith('/book') ? `${address}&${journey}` : address);
  };

  for (const locale of ['zh-CN', 'en'] as const) {
    it(`finds no stray word (${locale})`, async () => {
      const found: Record<string, string> = {};
      for (const route of Object.keys(pageAudiences).filter((one) => one.startsWith('GET '))) {
        if (noPages.test(route)) continue;
        const { status, text } = await open(route, locale);
        assert.equal(status, 200, route);
        if (ofBoth.test(route)) continue;
        assert.match(text, new RegExp(`<html lang="${locale}"`), route);
        const said = wordsOf(text);
        const words = foreignWords(
          / \/(admin|staff)\/|\/pairing$/.test(route)
            ? said.replace(codes, '').replace(terms, '').replace(ownNames, '')
            : said,
          locale,
        );
        if (words.length > 0) found[route] = [...new Set(words)].join(' ');
      }
      assert.deepEqual(found, {});
    });
  }
});

import assert from 'node:assert/strict';
import { bookRenewal } from '../browser/timed-renewal.ts';
import { hallAndBrowser } from '../support/hall-and-browser.ts';
import { mondayMorning } from '../support/hall-system.ts';
import { visitorWith } from '../web/booking/browsing.ts';

/**
 * Promised of a visitor who knows his data. Without a script the same takes a page and a tap more, for what only a script can spare. The
 * minute is that of the person; what the machine takes beside is printed, because it depends on the machine.
 */
const most = { pages: 6, taps: 8, fields: 4, seconds: 60, firstView: 60 * 1024 } as const;
const withoutScript = { pages: 1, taps: 1 } as const;

describe('from the home page to a booked renewal', () => {
  const suite = hallAndBrowser();
  let people = 0;

  beforeEach(() => suite.hall.clock.set(mondayMorning));

  for (const locale of ['zh-CN', 'en'] as const) {
    for (const script of [true, false]) {
      for (const width of [360, 1280]) {
        const way = `${locale}, ${script ? 'with' : 'without'} script, ${width} px`;
        it(`takes no more pages, taps, fields and time than promised (${way})`, async function () {
          this.timeout(300_000);
          people += 1;
          const context = await visitorWith(suite.browser, locale, { width, script });
          const page = await context.newPage();
          page.on('pageerror', (error) => assert.fail(error));
          const mobile = `138${String(30_000_000 + people)}`;
          const took = await bookRenewal(page, { url: suite.hall.url, locale, site: 'BJ-TSY', mobile });
          await context.close();
          const { pages, taps, fields, bytes, firstView, firstFonts, seconds, machine } = took;
          const kilobytes = (size: number) => `${Math.round(size / 1024)} KB`;
          console.log(
            `      ${way}: ${pages} pages, ${taps} taps, ${fields} fields, ${kilobytes(bytes)} (first view ${kilobytes(firstView)} and ${kilobytes(firstFonts)} of fonts), ${seconds.toFixed(1)} s of the person, ${machine.toFixed(1)} s of the machine`,
          );
          const more = script ? { pages: 0, taps: 0 } : withoutScript;
          assert.ok(pages <= most.pages + more.pages, `${pages} pages`);
          assert.ok(taps <= most.taps + more.taps, `${taps} taps`);
          assert.ok(fields <= most.fields, `${fields} fields`);
          assert.ok(seconds <= most.seconds, `${seconds} seconds`);
          assert.ok(firstView <= most.firstView, `${firstView} bytes`);
        });
      }
    }
  }
});

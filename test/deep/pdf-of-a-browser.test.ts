import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { activePartOf } from '../../server/actions/agency/inspect-file.ts';
import { recogniseFile } from '../../server/domain/agency/file-kind.ts';
import { launchBrowser } from '../support/browser.ts';

/** What a refusal advises: "print it to PDF". */
describe('a page that a browser has printed to PDF', function () {
  this.timeout(300_000);
  let browser: Browser;
  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser.close());

  it('is taken, with its links, bookmarks and tags', async () => {
    const page = await browser.newPage();
    await page.setContent(
      '<h1>营业执照</h1><p><a href="https://example.cn/">副本</a></p><h2>第二页</h2>'.repeat(40),
    );
    for (const options of [{}, { outline: true, tagged: true }, { format: 'A4', printBackground: true }]) {
      const bytes = new Uint8Array(await page.pdf(options));
      assert.ok(recogniseFile(bytes).ok);
      assert.equal(await activePartOf(bytes), null, JSON.stringify(options));
    }
  });
});

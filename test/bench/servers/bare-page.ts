import type { AddressInfo } from 'node:net';
import express from 'express';
import { buildCatalogue } from '../../../server/domain/catalogue/build-catalogue.ts';
import { words } from '../../../server/locales/words.ts';
import { loadRecords } from '../../../server/store/catalogue/catalogue-query.ts';
import { openDatabase } from '../../../server/store/database.ts';
import { loadAssets } from '../../../server/web/assets.ts';
import type { PageContext } from '../../../server/web/page-context.ts';
import { serviceView } from '../../../server/web/public/service-view.ts';
import { type Page, pageHtml } from '../../../server/web/render-page.ts';
import { answer, settingsOf } from './answering.ts';

/** The same EJS templates with the same words and a view that is ready, on an Express that has nothing else. */
const { databaseUrl, service } = settingsOf<{ databaseUrl: string; service: string }>();
const database = openDatabase(databaseUrl);
const catalogue = buildCatalogue(await loadRecords(database.reader), 1);
await database.close();
const found = catalogue.services.get(service);
if (found === undefined) throw new Error(`no service ${service}`);
const context: PageContext = {
  locale: 'zh-CN',
  t: words('zh-CN'),
  largeType: false,
  now: Date.now(),
  path: `/services/${service}`,
  alternate: { locale: 'en', href: `/services/${service}?lang=en` },
  typeSwitch: `/services/${service}?type=large`,
  assets: await loadAssets(),
  csrfToken: null,
};
const view = serviceView(catalogue, found, {}, context);
const page: Page<typeof view> = {
  template: 'public/service',
  layout: 'public',
  title: () => view.name,
  description: () => view.summary,
};
const app = express();
app.disable('etag');
app.get('/', (_request, response) => {
  response.type('html').send(pageHtml(context, page, view));
});
const server = app.listen(0, '127.0.0.1', () => {
  answer(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, {});
});

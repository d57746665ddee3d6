import assert from 'node:assert/strict';
import { createKey } from '../../../../server/actions/staff/create-key.ts';
import { theSystem } from '../../../../server/domain/staff/actor.ts';
import { words } from '../../../../server/locales/words.ts';
import type { Engine } from '../../../../server/store/database.ts';
import type { AdminList, DeclaredList } from '../../../../server/web/admin/list/declared-list.ts';
import type { Filters } from '../../../../server/web/admin/list/filters.ts';
import { patternOf } from '../../../../server/web/declared-page.ts';
import { everyPage } from '../../../../server/web/every-page.ts';
import { Listener } from '../../../realtime/listener.ts';
import { countsAstray } from '../../../support/counts-in-tables.ts';
import type { HallSystem } from '../../../support/hall-system.ts';
import { exampleOf, plainExamples } from '../../../support/route-examples.ts';
import { there } from '../../../support/there.ts';
import { filledOffice, site } from '../filled-office.ts';
import { type Office, signIn } from '../office.ts';
import { workbookOf } from '../workbook.ts';
import { controlsOn, type ListOnPage, listOnPage } from './list-on-page.ts';
import { tellOthers } from './tell-others.ts';

const t = words('en');

/** Each list of each page, as the pages declare them. */
export const declared = everyPage.flatMap((page) =>
  (page.lists ?? []).map((list) => ({ list: list as AdminList<never, object, Filters, never>, page })),
);

/** Where a page shows a list: in English, with what else its address has to say. */
export function addressOf(
  pattern: string,
  list: DeclaredList,
  more: Readonly<Record<string, string>> = {},
): string {
  const path = exampleOf(pattern, plainExamples, {}).split('?')[0] ?? '';
  // the search for everything lists nothing before it is asked
  const asked = list.name === 'find' ? { q: '有限公司' } : {};
  const query = new URLSearchParams({ lang: 'en', site, ...asked, ...list.shownBy, ...more });
  return `${path}?${query}`;
}

const parametersOf = (address: string): URLSearchParams => new URL(address, 'http://office').searchParams;

/** Changed for the time of one test: lists are declared once, and read at each request. */
async function whileListHas(
  list: DeclaredList,
  other: Readonly<Record<string, unknown>>,
  then: () => Promise<void>,
): Promise<void> {
  const before = { ...list };
  Object.assign(list, other);
  try {
    await then();
  } finally {
    for (const name of Object.keys(other)) if (!(name in before)) Reflect.deleteProperty(list, name);
    Object.assign(list, before);
  }
}

/** What holds for each list that a page declares. */
export function everyListLaws(engine: Engine): void {
  describe(`every list of the office [${engine}]`, function () {
    this.timeout(240_000);
    let hall: HallSystem;
    let office: Office;
    let screen: Listener;

    before(async () => {
      ({ hall } = await filledOffice(engine));
      // it is another day than that on which the office signed in
      office = await signIn(hall, 'administrator');
      const { writer } = hall.system.database;
      const more = { kind: 'staff', site: null, actor: theSystem } as const;
      const key = await createKey(hall.system, { name: 'another', ...more });
      assert.ok(key.ok);
      const [device] = await writer('device').where({ id: 'd1' });
      await writer('device').insert({ ...there(device), id: 'd2', name: 'west', key_hash: 'h2' });
      const messages = await writer('outbox').orderBy('id').limit(3);
      for (const [number, message] of messages.entries())
        await writer('outbox').insert({
          ...message,
          id: `webhook-${number}`,
          channel: 'webhook',
          state: 'sent',
          site,
        });
      await tellOthers(hall, exampleOf('/admin/subscribers/:id', plainExamples, {}).split('/').at(-1) ?? '');
      const opened = { type: 'open_counter', counter: 'BJ-TSY-1', staff: null } as const;
      assert.ok((await hall.system.halls.submit(site, opened, { actor: theSystem })).ok);
      screen = new Listener(hall.url, { site });
      await screen.until(() => screen.boards.length > 0);
      for (const id of ['one-that-nobody-paired', 'another-that-nobody-paired'])
        screen.socket.emit('screen:seen', { id, kind: 'display', version: 1, sound: 'on' });
      while (!(await see('/staff/devices')).includes('id="screens"'));
    });
    after(async () => {
      screen.close();
      await hall.close();
    });

    const see = async (address: string): Promise<string> => {
      const answer = await office.agent.get(address.split('#')[0] ?? '');
      assert.equal(answer.status, 200, address);
      return answer.text;
    };
    const seen = async (
      address: string,
      list: DeclaredList & { readonly label: string },
    ): Promise<ListOnPage> => {
      const found = listOnPage(await see(address), list, t(list.label as Parameters<typeof t>[0]));
      assert.ok(found, `${list.name} is not on ${address}`);
      return found;
    };
    /** The rows of all pages from an address on. */
    const allRows = async (address: string, list: DeclaredList & { readonly label: string }) => {
      const rows: (readonly string[])[] = [];
      for (let at: string | null = address; at !== null; ) {
        const found: ListOnPage = await seen(at, list);
        rows.push(...found.rows);
        at = found.next;
        if (at !== null)
          assert.equal(
            parametersOf(at).get(`${list.prefix ?? ''}sort`),
            parametersOf(address).get(`${list.prefix ?? ''}sort`),
          );
      }
      return rows;
    };

    for (const { list, page } of declared) {
      const pattern = patternOf(page);
      const name = `${list.name} (${pattern})`;

      it(`${name}: each head that sorts is a link and says how it is sorted, either way; counts stand at the right`, async () => {
        const { heads } = await seen(addressOf(pattern, list), list);
        assert.deepEqual(countsAstray(await see(addressOf(pattern, list))), []);
        const sorting = heads.filter(({ href }) => href !== null);
        assert.ok(sorting.length > 0);
        for (const { label, sort } of sorting)
          assert.match(sort ?? '', /^(none|ascending|descending)$/, label);
        for (const { label, href, sort } of [...new Set([sorting.at(0), sorting.at(-1)])].flatMap(
          (one) => one ?? [],
        )) {
          const once = await seen(href ?? '', list);
          const head = once.heads.find((one) => one.label === label);
          assert.notEqual(head?.sort, sort === 'descending' ? 'descending' : 'none', label);
          const other = (await seen(head?.href ?? '', list)).heads.find((one) => one.label === label);
          assert.deepEqual([head?.sort, other?.sort].sort(), ['ascending', 'descending'], label);
          assert.equal(once.heads.filter((one) => /ending/.test(one.sort ?? '')).length, 1);
        }
      });

      it(`${name}: what it is narrowed to and how it is sorted survive each other, paging and the file, which has exactly these lines`, async () => {
        await whileListHas(list, { linesPerPage: 1 }, async () => {
          const start = addressOf(pattern, list);
          const controls = controlsOn(await see(start));
          const narrowings: Record<string, string>[] = [{}];
          for (const [filter, { choices }] of controls)
            for (const value of choices.slice(-2)) if (value !== '') narrowings.push({ [filter]: value });
          let shown = 0;
          for (const narrowing of narrowings) {
            const address = addressOf(pattern, list, narrowing);
            const html = await see(address);
            const found = listOnPage(html, list, t(list.label));
            if (found === null) continue;
            shown += 1;
            const by = found.heads.find(({ href }) => href !== null)?.href ?? '';
            const links = [by, ...found.files, ...(found.next === null ? [] : [found.next])];
            for (const link of links)
              for (const [filter, value] of Object.entries(narrowing))
                if (value !== controls.get(filter)?.chosen)
                  assert.equal(parametersOf(link).get(filter), value, `${filter} in ${link}`);
            for (const [filter, value] of Object.entries(narrowing))
              assert.equal(controlsOn(await see(by)).get(filter)?.chosen, value, `${filter} on ${by}`);
            const sorted = await seen(by, list);
            const rows = await allRows(by, list);
            const file = sorted.files.find((one) => one.includes('format=xlsx')) ?? '';
            const [[labels = [], ...lines] = []] = await workbookOf(office, `${file}&lang=en`);
            assert.equal(lines.length, rows.length, `${file} and ${by}`);
            for (const [column, { label }] of found.heads.entries()) {
              const inFile = labels.indexOf(label);
              if (inFile < 0) continue;
              assert.deepEqual(
                lines.map((line) => String(line[inFile] ?? '–').replace(/^–$/, '')),
                rows.map((row) => (row[column] ?? '').replace(/^–$/, '')),
                `${label} in ${file}`,
              );
            }
          }
          assert.ok(shown > 0);
        });
      });

      it(`${name}: what it does not have is told, and a file of it is refused`, async () => {
        const prefix = list.prefix ?? '';
        const filters = [...controlsOn(await see(addressOf(pattern, list))).keys()];
        const wrong = [
          [`${prefix}sort`, "time'; --"],
          ...['0', '-1', 'x'].map((value) => [`${prefix}page`, value]),
          // which site it is of may be for the page to say
          ...filters
            .filter((filter) => filter !== 'site')
            .map((filter) => [filter, '\u0007'.padEnd(3000, 'x')]),
        ] as const;
        for (const [parameter = '', value = ''] of wrong) {
          const answer = await office.agent.get(addressOf(pattern, list, { [parameter]: value }));
          assert.equal(answer.status, 200, `${parameter}=${value}`);
          assert.match(answer.text, /<p class="notice notice--warn" role="status">/, `${parameter}=${value}`);
          const own = prefix === '' ? {} : { list: list.name };
          const file = await office.agent.get(
            addressOf(pattern, list, { ...own, [parameter]: value, format: 'csv' }),
          );
          assert.equal(file.status, 422, `a file of ${parameter}=${value}`);
        }
        for (const strange of ['sort[]=a&sort[]=b', 'q=a&q=b', 'page[x]=1', 'format[]=csv'])
          assert.ok((await office.agent.get(`${addressOf(pattern, list)}&${strange}`)).status < 500, strange);
        const beyond = await office.agent.get(addressOf(pattern, list, { [`${prefix}page`]: '999' }));
        assert.match(beyond.text, /There is no page “999”; this is page \d/);
        assert.ok(listOnPage(beyond.text, list, t(list.label)), 'the last page is shown');
      });

      it(`${name}: without lines it says so, and what to do, and offers no file`, async () => {
        await whileListHas(list, { source: () => [] }, async () => {
          const start = addressOf(pattern, list);
          const bySite = controlsOn(await see(start)).has('site');
          const html = await see(
            (bySite ? start.replace(/&site=[\w-]+/, '') : start).replace(/&q=[^&]*/, ''),
          );
          assert.equal(listOnPage(html, list, t(list.label)), null);
          // of several lists on a page one may be left out
          const said = html.includes(t(list.empty.none).replaceAll("'", '&#39;').replaceAll('"', '&#34;'));
          assert.ok(said || list.prefix !== undefined, t(list.empty.none));
          const own = html.replaceAll(/href="[^"]*list=[^"]*"/g, '');
          if (list.prefix === undefined) assert.doesNotMatch(own, /format=(csv|xlsx)/);
          // whoever may add the first one is led there
          const notice = /<p class="notice" role="status">[\s\S]*?<\/p>/.exec(html)?.[0] ?? '';
          const add = /<a class="button button--quiet" href="([^"]+\/new)"/.exec(html);
          if (add !== null && list.frame !== undefined)
            assert.ok(notice.includes(`href="${add[1]}"`), notice);
          if (!controlsOn(html).has('q')) return;
          const narrowed = await see(addressOf(pattern, list, { q: 'nobody' }));
          assert.ok(narrowed.includes(t(list.empty.narrowed ?? 'list.noMatch')));
          assert.match(narrowed, new RegExp(`role="status">[^<]* <a href="[^"]*">${t('list.clear')}</a>`));
        });
      });
    }
  });
}

import assert from 'node:assert/strict';
import type { Knex } from 'knex';
import { raiseCatalogueVersion } from '../../../server/store/catalogue/catalogue-store.ts';
import type { RosterChangeRow, RosterShiftRow } from '../../../server/store/catalogue/roster-columns.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, mondayMorning, startSystem } from '../../support/hall-system.ts';
import { type Office, signIn } from '../admin/office.ts';

const account = '/staff/account';

for (const engine of engines) {
  describe(`staff read their own duty [${engine}]`, function () {
    this.timeout(120_000);
    let hall: HallSystem;
    let clerk: Office;
    let colleague: Office;
    let manager: Office;
    const ids = new Map<string, string>();

    const changed = async (write: (transaction: Knex.Transaction) => Promise<unknown>) => {
      await hall.system.database.writer.transaction(async (transaction) => {
        await write(transaction);
        // nothing is noted of this version: everybody loads everything
        await raiseCatalogueVersion(transaction);
      });
      hall.system.catalogueCache.forget();
    };
    const week = (who: string, some: Partial<RosterShiftRow> = {}): RosterShiftRow => ({
      id: `week of ${who} ${some.site ?? ''}`,
      site: 'BJ-TSY',
      staff: ids.get(who) ?? '',
      valid_from: '2026-11-01',
      weekdays: '[1,2,3,4,5]',
      from_time: '09:00',
      to_time: '17:00',
      ...some,
    });
    const change = (who: string, some: Partial<RosterChangeRow>): RosterChangeRow => ({
      ...{ id: `of ${who} ${some.first_date}`, site: 'BJ-TSY', staff: ids.get(who) ?? '', kind: 'absence' },
      ...{ cause: null, partner: null, first_date: '', last_date: some.first_date ?? '' },
      ...{ from_time: null, to_time: null },
      ...some,
    });
    const plan = (shifts: readonly RosterShiftRow[], changes: readonly RosterChangeRow[] = []) =>
      changed(async (transaction) => {
        await transaction('roster_change').delete();
        await transaction('roster_shift').delete();
        if (shifts.length > 0) await transaction('roster_shift').insert([...shifts]);
        if (changes.length > 0) await transaction('roster_change').insert([...changes]);
      });
    const shown = async (office: Office, language = 'en') =>
      (await office.agent.get(`${account}?lang=${language}`)).text;
    /** Each day of the list, as its reader reads it. */
    const days = async (office: Office, language = 'en') =>
      [...(await shown(office, language)).matchAll(/<li class="duty__day[\s\S]*?<\/li>/g)].map(([day]) =>
        day
          .replaceAll(/<[^>]+>/g, ' ')
          .replaceAll(/\s+/g, ' ')
          .trim(),
      );

    before(async () => {
      hall = await startSystem({ engine, clockStart: mondayMorning });
      clerk = await signIn(hall, 'counter', ['BJ-TSY']);
      colleague = await signIn(hall, 'counter', ['BJ-TSY', 'HZ']);
      manager = await signIn(hall, 'manager', ['BJ-TSY']);
      for (const { id, username } of await hall.system.database.writer('staff').select('id', 'username'))
        ids.set(username, id);
    });
    after(() => hall.close());

    it('on their account, one step from the choice of a counter: two weeks, with hours and whom to ask', async () => {
      await plan([week('counter-bj-tsy')]);
      assert.match((await clerk.agent.get('/counter?lang=en')).text, /href="\/staff\/account#duty">My duty/);
      const all = await days(clerk);
      assert.equal(all.length, 14);
      assert.equal(all[0], 'Mon 23 Nov 2026 Today 09:00–17:00');
      assert.equal(all[5], 'Sat 28 Nov 2026 Off');
      assert.equal(all[13], 'Sun 6 Dec 2026 Off');
      assert.match(await shown(clerk), /For a roster, or a change of it, ask manager-bj-tsy\./);
      assert.equal((await days(clerk, 'zh-CN'))[0], '2026-11-23 周一 今天 09:00–17:00');
    });

    it('nobody else’s: neither the hours nor the absence of a colleague, nor why', async () => {
      await plan(
        [week('counter-bj-tsy'), week('counter-bj-tsy-hz', { from_time: '07:15' })],
        [change('counter-bj-tsy-hz', { first_date: '2026-11-24', cause: 'ill' })],
      );
      const own = await shown(clerk);
      assert.doesNotMatch(own, /07:15|\bIll\b|counter-bj-tsy-hz/);
      const theirs = await days(colleague);
      assert.equal(theirs[0], 'Mon 23 Nov 2026 Today 07:15–17:00');
      assert.equal(theirs[1], 'Tue 24 Nov 2026 Away Ill');
    });

    it('with what is entered for them: away a part of a day, more hours, a swap with the hours of the other, and what comes later', async () => {
      await plan(
        [week('counter-bj-tsy'), week('counter-bj-tsy-hz', { from_time: '12:00', to_time: '20:00' })],
        [
          change('counter-bj-tsy', {
            first_date: '2026-11-24',
            cause: 'training',
            from_time: '13:00',
            to_time: '15:00',
          }),
          change('counter-bj-tsy', {
            first_date: '2026-11-28',
            kind: 'extra',
            from_time: '09:00',
            to_time: '12:00',
          }),
          change('counter-bj-tsy-hz', {
            first_date: '2026-11-26',
            kind: 'swap',
            partner: ids.get('counter-bj-tsy') ?? '',
          }),
          change('counter-bj-tsy', { first_date: '2026-12-14', last_date: '2026-12-23', cause: 'leave' }),
        ],
      );
      const all = await days(clerk);
      assert.equal(all[1], 'Tue 24 Nov 2026 09:00–13:00, 15:00–17:00 Training 13:00–15:00');
      assert.equal(all[3], 'Thu 26 Nov 2026 12:00–20:00 Swapped with counter-bj-tsy-hz');
      assert.match(all[5] ?? '', /^Sat 28 Nov 2026 09:00–12:00 Extra shift 09:00–12:00/);
      assert.equal((await days(colleague))[3], 'Thu 26 Nov 2026 09:00–17:00 Swapped with counter-bj-tsy');
      assert.match(await shown(clerk), /Mon 14 Dec 2026 to Wed 23 Dec 2026: Leave/);
      assert.doesNotMatch(await shown(colleague), /14 Dec/);
    });

    it('a day on which their office is closed is off, and says why', async () => {
      await plan([week('counter-bj-tsy')]);
      const rows = [
        { date: '2026-11-25', from_time: null, to_time: null, reason_zh: '搬迁', reason_en: 'Moving house' },
        {
          date: '2026-11-26',
          from_time: '13:00',
          to_time: '24:00',
          reason_zh: '盘点',
          reason_en: 'Stocktaking',
        },
      ];
      await changed((transaction) =>
        transaction('site_exception').insert(
          rows.map((row, at) => ({ id: `closed ${at}`, site: 'BJ-TSY', kind: 'closed', ...row })),
        ),
      );
      const all = await days(clerk);
      assert.equal(all[2], 'Wed 25 Nov 2026 Off Office closed: Moving house');
      assert.match(all[3] ?? '', /^Thu 26 Nov 2026 09:00–17:00 Office open .* only: Stocktaking$/);
      await changed((transaction) => transaction('site_exception').whereLike('id', 'closed %').delete());
    });

    it('says at which office where there are several', async () => {
      const at = { id: 'at HZ', site: 'HZ', weekdays: '[2]', from_time: '10:00', to_time: '11:00' };
      await plan([week('counter-bj-tsy-hz', { weekdays: '[1]' }), week('counter-bj-tsy-hz', at)]);
      const [monday = '', tuesday = '', wednesday = ''] = await days(colleague);
      const names = new Map(
        [...(await hall.system.catalogue()).sites].map(([code, { name }]) => [code, name.en]),
      );
      assert.equal(monday, `Mon 23 Nov 2026 Today 09:00–17:00 ${names.get('BJ-TSY')}`);
      assert.equal(tuesday, `Tue 24 Nov 2026 10:00–11:00 ${names.get('HZ')}`);
      assert.equal(wednesday, 'Wed 25 Nov 2026 Off');
    });

    it('where nobody has planned anything it says so and whom to ask, and an auditor is told nothing', async () => {
      await plan([week('counter-bj-tsy-hz')]);
      const own = await shown(clerk);
      assert.match(
        own,
        /Nobody has planned a roster for you yet\.<\/p><p>For a roster, or a change of it, ask manager/,
      );
      assert.doesNotMatch(own, /duty__day/);
      await plan([week('counter-bj-tsy', { weekdays: '[]', from_time: null, to_time: null })]);
      assert.doesNotMatch(await shown(clerk), /duty__day/);
      const auditor = await signIn(hall, 'auditor');
      assert.doesNotMatch(await shown(auditor), /id="duty"/);
    });

    it('a manager is led to the roster that is theirs to change, and nobody else', async () => {
      await plan([week('counter-bj-tsy'), week('manager-bj-tsy')]);
      assert.match(await shown(manager), /href="\/admin\/sites\/BJ-TSY\/roster"/);
      assert.match(await shown(manager), /of it, ask your manager or an administrator/);
      assert.doesNotMatch(await shown(clerk), /\/admin\/sites/);
    });
  });
}

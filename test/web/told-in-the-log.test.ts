import assert from 'node:assert/strict';
import { openPostOffice, type PostOffice } from '../messages/post-office.ts';
import { bookByApi } from '../support/book-by-api.ts';
import { type HallSystem, startSystem } from '../support/hall-system.ts';
import { account, signedIn, submit } from './staff/staff-browser.ts';

type Line = Readonly<Record<string, unknown>>;

describe('the log of a day', function () {
  this.timeout(60_000);
  let hall: HallSystem;
  let post: PostOffice;
  const lines: Line[] = [];
  const said = (text: string): Line[] => lines.filter(({ msg }) => msg === text);
  before(async () => {
    post = await openPostOffice();
    hall = await startSystem({
      engine: 'sqlite',
      env: { LOG_LEVEL: 'info', SMTP_URL: post.url, MAIL_FROM: 'hall@test.invalid' },
      config: { production: true },
      log: { write: (line: string) => void lines.push(JSON.parse(line) as Line) },
    });
  });
  after(async () => {
    await hall.close();
    await post.close();
  });

  it('tells of starts, jobs, sign-ins and deliveries, and of nobody', async () => {
    const staff = await account(hall, 'greta.garbo', 'counter', ['BJ-TSY']);
    await signedIn(hall, 'greta.garbo');
    await submit(hall.agent(), '/staff/sign-in', { username: 'greta.garbo', password: 'wrong-password' });
    await bookByApi(hall, 'BJ-TSY', { name: '王小明', mobile: '13800001234', email: 'wang@test.invalid' });
    await hall.delivery.deliverDue();
    hall.startJobs();
    const isTold = () => said('delivered').length > 0 && said('a job has ended well').length >= 5;
    for (let k = 0; k < 300 && !isTold(); k += 1) await new Promise((go) => setTimeout(go, 50));

    const [open] = said('the hall is open');
    assert.deepEqual([open?.['engine'], typeof open?.['program']], ['sqlite', 'string']);
    assert.deepEqual(
      said('signed in').map((line) => line['staff']),
      [staff],
    );
    assert.deepEqual(
      said('a sign-in was refused').map(({ code }) => code),
      ['sign_in_failed'],
    );
    const [delivered] = said('delivered');
    assert.deepEqual([delivered?.['channel'], delivered?.['template']], ['mail', 'booked']);
    assert.ok(said('a job has ended well').some(({ job }) => job === 'end-days'));
    const everything = JSON.stringify(lines);
    for (const personal of ['greta', '王小明', '13800001234', 'wang@', '914403001922038216', '127.0.0.1"'])
      assert.ok(!everything.includes(personal), personal);
  });

  it('warns of production without BASE_URL', () => {
    const warnings = lines.filter(({ level, msg }) => level === 40 && String(msg).startsWith('BASE_URL'));
    assert.equal(warnings.length, 1);
  });
});

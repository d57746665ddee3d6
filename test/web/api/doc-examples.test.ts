import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { allCalls } from '../../../server/web/api/all-calls.ts';
import { curlOf, variables } from '../../../server/web/api-docs/call-examples.ts';
import { type ApiClient, newBooking, root, startApi, tuesdayAtTen } from './api-client.ts';

const run = promisify(execFile);

type Variables = Readonly<Record<string, string>>;
interface Answered {
  readonly status: number;
  readonly body: Readonly<Record<string, never>>;
}

/** The shell itself puts the variables in; the command is the one of the page. */
async function runExample(id: string, given: Variables): Promise<Answered> {
  const call = allCalls.find((one) => one.id === id);
  assert.ok(call, id);
  const script = `curl() { command curl -sS -w '\\n%{http_code}' "$@"; }\n${curlOf(call)}`;
  const { stdout } = await run('bash', ['-euc', script], { env: { ...process.env, ...given } });
  const lines = stdout.split('\n');
  const status = Number(lines.pop());
  const text = lines.join('\n');
  return { status, body: text === '' ? {} : (JSON.parse(text) as Answered['body']) };
}

describe('the examples of the documentation of the API', function () {
  this.timeout(120_000);
  let api: ApiClient;
  const tried = new Set<string>();
  let base: Variables;

  before(async () => {
    api = await startApi({ engine: 'sqlite' });
    base = {
      HALL: `${api.hall.url}${root}`,
      SITE: 'BJ-TSY',
      COUNTER: 'BJ-TSY-1',
      KEY: api.staffKey,
      START: '2026-11-25T10:00:00+08:00',
      DAY: '2026-11-24',
      FROM: '2026-11-25',
      TO: '2026-11-30',
      ...{ REFERENCE: 'HW3K-8P2M', TOKEN: 'none', TICKET: 'none', TICKET_TOKEN: 'none', WAIT_TOKEN: 'none' },
    };
  });
  after(() => api.close());

  const works = async (id: string, more: Variables = {}): Promise<Answered['body']> => {
    tried.add(id);
    const { status, body } = await runExample(id, { ...base, ...more });
    assert.equal(status, allCalls.find((one) => one.id === id)?.status, `${id}: ${JSON.stringify(body)}`);
    return body;
  };
  const take = async () => {
    const { token } = await works('takeTicket');
    const { reader } = api.hall.system.database;
    const row = await reader('ticket').orderBy('issued_at', 'desc').orderBy('number', 'desc').first('id');
    return { TICKET_TOKEN: String(token), TICKET: String(row?.id) };
  };

  it('of what everybody may ask run as they stand', async () => {
    for (const id of ['listSites', 'listServices', 'listSlots', 'askWork', 'showBoard', 'listCounters'])
      await works(id);
  });

  it('of a booking book it, show it, move it, change it, take that back and cancel it', async () => {
    const { reference, token } = await works('createBooking');
    const held = { REFERENCE: String(reference), TOKEN: String(token) };
    await works('showBooking', held);
    await works('moveBooking', { ...held, START: '2026-11-26T10:00:00+08:00' });
    await works('changeBooking', held);
    await works('undoBooking', held);
    await works('cancelBooking', held);
  });

  it('of a hall give tickets, call, serve, part, put right, and end the day', async () => {
    const booked = await api.request.post(`${root}/bookings`).send(newBooking({ start: tuesdayAtTen }));
    assert.equal(booked.status, 201, booked.text);
    api.hall.clock.set('2026-11-24T09:50:00+08:00');
    await works('openCounter');
    await works('pauseCounter');
    await works('resumeCounter');
    await works('checkIn', { REFERENCE: String(booked.body.reference) });
    const first = await take();
    await works('showTicket', first);
    await works('correctTicket', first);
    const second = await take();
    await take();
    await take();
    await works('deferTicket', second);
    await works('callNext');
    await works('recallCounter');
    await works('startCounter');
    await works('finishCounter');
    await works('undoAtCounter');
    await works('parkCounter');
    await works('finishAndCallNext');
    await works('voidTicket', await take());
    await works('listEvents');
    await works('closeDay');
    await works('reopenDay');
  });

  it('of the waiting list join it, show it and leave it', async () => {
    const { token } = await works('joinWaitlist');
    await works('showWait', { WAIT_TOKEN: String(token) });
    await works('leaveWaitlist', { WAIT_TOKEN: String(token) });
  });

  it('of all others are understood, and answered with a refusal that the description has', async () => {
    for (const call of allCalls) {
      if (tried.has(call.id)) continue;
      const { status, body } = await runExample(call.id, base);
      const code = String(body['code']);
      assert.ok(
        status < 300 || (status !== 400 && status !== 422 && status < 500),
        `${call.id}: ${status} ${JSON.stringify(body)}`,
      );
      if (status >= 300)
        assert.ok((call.refusals as readonly string[]).includes(code), `${call.id}: ${code}`);
    }
  });

  it('use no variable that is not set at the top', () => {
    const top = variables('https://hall.invalid');
    for (const call of allCalls)
      for (const [, name] of curlOf(call).matchAll(/\$([A-Z_]+)/g))
        assert.match(top, new RegExp(`\\b${name}=`), `${call.id}: ${name}`);
  });
});

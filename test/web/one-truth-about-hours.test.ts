import assert from 'node:assert/strict';
import type { Board } from '../../server/domain/queue/screens/board.ts';
import { hallSentence } from '../../server/domain/queue/screens/hall-sentence.ts';
import { theSystem } from '../../server/domain/staff/actor.ts';
import { words } from '../../server/locales/words.ts';
import { engines } from '../support/engines.ts';
import { type HallSystem, startSystem } from '../support/hall-system.ts';
import { moments } from '../support/moments-of-a-day.ts';
import { asRead } from './booking/visitor.ts';
import { type Somebody, signedIn } from './counter/signed-in.ts';
import { type Agent, kioskHome, pairedKiosk, site } from './kiosk/kiosk-door.ts';

/** serves both queues */
const counter = `${site}-5`;
const services = [{ code: 'RENEW', quantity: 1 }];
type Language = 'zh-CN' | 'en';

/** what a display shows, without the sentences that it keeps for later */
const onScreen = (html: string): string => html.replace(/data-(?:settings|board)="[^"]*"/g, '');

for (const engine of engines) {
  describe(`one truth about being open [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    let kiosk: Agent;
    let clerk: Somebody;
    let phone = '';

    const order = async (request: Parameters<HallSystem['system']['halls']['submit']>[1]) => {
      const answer = await hall.system.halls.submit(site, request, { actor: theSystem });
      assert.ok(answer.ok, answer.ok ? '' : answer.code);
    };
    const text = async (address: string, agent: Agent = hall.agent()): Promise<string> => {
      const answer = await agent.get(address).redirects(1);
      assert.equal(answer.status, 200, address);
      return asRead(answer).text;
    };
    const board = async (): Promise<Board> =>
      (await hall.request.get(`/api/v1/sites/${site}/board`).expect(200)).body as Board;
    /** what every surface should say, by the API's board alone */
    const sentence = (of: Board, language: Language): string => {
      const { state: kind, reason = null, opensAt, openUntil } = of;
      const time = (openUntil ?? opensAt ?? '').slice(11, 16);
      return words(language)(`hall.${hallSentence({ kind, reason })}`, {
        time,
        reason: reason?.[language] ?? '',
      });
    };
    const everybodyGoes = async (): Promise<void> => {
      const outcome = 'completed';
      await order({ type: 'finish', counter, outcome });
      await order({ type: 'call_next', counter });
      await order({ type: 'start', counter });
      await order({ type: 'finish', counter, outcome });
      await order({ type: 'close_counter', counter });
    };
    const pages = (language: Language) => ({
      'site page': () => text(`/sites/${site}?lang=${language}`),
      'live part of it': () => text(`/sites/${site}/board?lang=${language}`),
      comparison: () => text(`/book/time?service=UNLOCK&lang=${language}`),
      display: async () => onScreen(await text(`/display/${site}?lang=${language}`)),
      kiosk: () => text(`${kioskHome}?lang=${language}`, kiosk),
      phone: () => text(`${phone}?lang=${language}`),
      console: () => text(`/counter/${counter}?lang=${language}`, clerk.agent),
    });
    // while it is open these greet, and call
    const silentWhileOpen = new Set(['kiosk', 'phone', 'display']);

    before(async () => {
      hall = await startSystem({ engine, clockStart: '2026-11-24T08:45:00+08:00' });
      kiosk = await pairedKiosk(hall);
      await order({ type: 'open_counter', counter, staff: null });
      await order({ type: 'walk_in', id: 'here', services, priority: false, byStaff: true });
      await order({ type: 'call_next', counter });
      await order({ type: 'start', counter });
      await order({ type: 'walk_in', id: 'waits', services, priority: false, byStaff: true });
      phone = `/tickets/${hall.system.secrets.tokenFor('ticket', 'waits')}`;
    });
    after(() => hall.close());

    for (const [time, kind] of moments)
      it(`is ${kind} at ${time}, on every surface in both languages`, async () => {
        hall.clock.set(`2026-11-24T${time}:00+08:00`);
        if (kind === 'closed') await everybodyGoes();
        // between two moments a session has long run out
        clerk = await signedIn(hall, 'counter', [site]);
        const now = await board();
        assert.equal(now.state, kind);
        for (const language of ['zh-CN', 'en'] as const)
          for (const [surface, page] of Object.entries(pages(language))) {
            if (kind === 'open' && silentWhileOpen.has(surface)) continue;
            // who holds a ticket is not told that others get none
            if (surface === 'phone' && (kind === 'last_call' || kind === 'closed')) continue;
            const said = sentence(now, language);
            assert.ok((await page()).includes(said), `the ${surface} does not say "${said}" at ${time}`);
          }
      });

    it('asks nobody to take a ticket that the kiosk would refuse', async () => {
      for (const [time] of moments) {
        hall.clock.set(`2026-11-24T${time}:00+08:00`);
        const invites = onScreen(await text(`/display/${site}`)).includes('请取号等候');
        const offers = (await text(kioskHome, kiosk)).includes(`${kioskHome}/services`);
        assert.ok(offers || !invites, time);
      }
    });
  });
}

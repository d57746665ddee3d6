import type { HallRequest } from '../../server/actions/queue/hall-order.ts';
import { theSystem } from '../../server/domain/staff/actor.ts';
import { paths } from '../../server/web/paths.ts';
import { hallAndBrowser } from '../support/hall-and-browser.ts';

const counter = 'BJ-TSY-3';

describe('a ticket on a phone without scripts', function () {
  this.timeout(300_000);
  const suite = hallAndBrowser();
  const order = (request: HallRequest) =>
    suite.hall.system.halls.submit('BJ-TSY', request, { actor: theSystem });

  it('shows the call by itself within half a minute', async () => {
    const services = [{ code: 'RENEW', quantity: 1 }];
    await order({ type: 'open_counter', counter, staff: null });
    await order({ type: 'walk_in', id: 'somebody', services, priority: false, byStaff: true });
    const context = await suite.browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN' });
    const page = await context.newPage();
    await page.goto(
      suite.hall.url + paths.ticket.show(suite.hall.system.secrets.tokenFor('ticket', 'somebody')),
    );
    await order({ type: 'call_next', counter });
    await page.waitForSelector('.ticket[data-state="called"]', { timeout: 30_000 });
    await context.close();
  });
});

import assert from 'node:assert/strict';
import { hallAndOffice } from './hall-and-office.ts';

describe('what the public reads as unverified', function () {
  this.timeout(60_000);
  const suite = hallAndOffice('sqlite');
  const text = async (path: string): Promise<string> =>
    (await suite.office.agent.get(`${path}?lang=en`)).text.replace(/<[^>]+>/g, ' ');

  it('says so where it is typed and who may confirm it, until somebody has', async () => {
    const { agent, send } = suite.office;
    const hours = '/admin/sites/BJ-TSY/hours';
    const said =
      /Shown to the public as unverified: [^.]+\. Managers of this office and administrators can confirm/;
    assert.match(await text(hours), said);
    assert.match(
      await text('/admin/services/RENEW/profile'),
      /unverified: [^.]+\. Administrators can confirm/,
    );
    assert.doesNotMatch(await text('/admin/sites/BJ-TSY/notices'), said, 'nothing of it is open');
    const page = (await agent.get('/admin/unverified')).text;
    const form = page.split('<form').find((one) => one.includes('value="site/BJ-TSY"')) ?? '';
    const value = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(form)?.[1] ?? '';
    const parts = [...form.matchAll(/name="parts" value="([^"]+)"/g)].map(([, part = '']) => part);
    assert.ok(parts.length > 0);
    const sent = {
      ...{ _csrf: value('_csrf'), _subject: 'site/BJ-TSY', parts },
      ...{ _revision: value('_revision') },
    };
    assert.equal((await send('/admin/unverified', sent)).status, 303);
    assert.doesNotMatch(await text(hours), said);
  });
});

import assert from 'node:assert/strict';
import { pdf } from '../../domain/agency/sample-files.ts';
import { engines } from '../../support/engines.ts';
import { type Agent, account, signedIn, submit } from '../staff/staff-browser.ts';
import { type AgencyDesk, Holder, openDesk, Reviewer } from './agency-desk.ts';

const licence = 'BUSINESS_LICENCE';

for (const engine of engines) {
  describe(`who sees what was uploaded [${engine}]`, function () {
    this.timeout(60_000);
    let desk: AgencyDesk;
    let holder: Holder;

    before(async () => {
      desk = await openDesk(engine);
      await account(desk.hall, 'here', 'manager', ['HZ']);
      await account(desk.hall, 'elsewhere', 'manager', ['BJ-TSY']);
      await account(desk.hall, 'counter', 'counter', ['HZ']);
      await account(desk.hall, 'auditor', 'auditor');
      holder = await Holder.book(desk.hall);
      await holder.open();
      await holder.upload(licence, pdf());
      await holder.submit();
    });
    after(() => desk.close());

    const own = (part: string): string => `/bookings/${holder.reference}${part}`;
    const review = (part = ''): string => `/admin/agency/${holder.reference}${part}`;

    it('a stranger, and whoever holds another booking, gets the same answer as for no booking at all', async () => {
      const other = await Holder.book(desk.hall);
      await other.open();
      for (const agent of [desk.hall.agent(), other.agent])
        for (const part of ['/materials', `/documents/${licence}`, '/materials?token=wrong'])
          assert.equal((await agent.get(own(part))).status, 404, part);
      const token = `?_csrf=${encodeURIComponent(other.token)}`;
      const upload = await other.agent
        .post(own(`/documents/${licence}${token}`))
        .attach('file', Buffer.from(pdf('theirs')), 'a.pdf');
      assert.equal(upload.status, 404);
      const removal = await other.agent
        .post(own(`/documents/${licence}/removal`))
        .type('form')
        .send({ _csrf: other.token });
      assert.equal(removal.status, 404);
    });

    it('staff who are not signed in, or work elsewhere, see neither the case nor its files', async () => {
      for (const part of ['', `/documents/${licence}`]) {
        const stranger = await desk.hall.agent().get(review(part));
        assert.match(String(stranger.headers['location']), /^\/staff\/sign-in/);
      }
      const elsewhere = await signedIn(desk.hall, 'elsewhere');
      for (const part of ['', `/documents/${licence}`])
        assert.equal((await elsewhere.get(review(part))).status, 403, part);
      assert.equal((await elsewhere.get('/admin/agency?site=HZ')).status, 403);
      assert.ok(!(await elsewhere.get('/admin/agency?state=any')).text.includes(holder.reference));
      const act = await submit(elsewhere, review('/accept'), { revision: '2' });
      assert.equal(act.status, 403);
      assert.equal((await holder.stored()).agency?.state, 'submitted');
    });

    it('counter staff and auditors read and change nothing', async () => {
      for (const name of ['counter', 'auditor']) {
        const agent = await signedIn(desk.hall, name);
        const page = await agent.get(review());
        assert.equal(page.status, 200);
        assert.doesNotMatch(page.text, /<form[^>]*action="\/admin\/agency\/[^"]*\/(accept|return-document)"/);
        assert.equal((await submit(agent, review('/accept'), { revision: '2' })).status, 403);
      }
      assert.equal((await holder.stored()).agency?.state, 'submitted');
    });

    it('whoever of the staff opens a file is in the audit', async () => {
      const agent = await signedIn(desk.hall, 'here');
      const file = await agent.get(review(`/documents/${licence}`));
      assert.equal(file.status, 200);
      assert.match(String(file.headers['content-disposition']), /^attachment/);
      assert.match(String(file.headers['content-security-policy']), /sandbox/);
      const lines = await desk.hall.system.database.reader('audit').where({ action: 'agency.read_document' });
      assert.equal(lines.length, 1);
      assert.equal((await agent.get(review('/documents/NONE'))).status, 404);
    });

    it('what does not exist is not found, and what is no action is not done', async () => {
      const agent: Agent = await signedIn(desk.hall, 'here');
      assert.equal((await agent.get('/admin/agency/2222-2222')).status, 404);
      const self = await Holder.book(desk.hall, { mode: 'self_service' });
      assert.equal((await agent.get(`/admin/agency/${self.reference}`)).status, 404);
      const clerk = new Reviewer(agent, holder);
      assert.equal((await clerk.act('no-such-action')).status, 404);
      assert.equal((await submit(agent, review('/accept'), { revision: 'x' })).status, 404);
      assert.equal((await clerk.act('accept-document', { item: 'NONE' })).status, 404);
    });

    it('the list shows those that have waited longest first, by state and page by page', async () => {
      const agent = await signedIn(desk.hall, 'here');
      desk.hall.clock.advance(60_000);
      const later = await Holder.book(desk.hall);
      await later.open();
      await later.upload(licence, pdf('x'));
      await later.submit();
      const { text } = await agent.get('/admin/agency');
      assert.ok(
        text.indexOf(holder.reference) > 0 && text.indexOf(holder.reference) < text.indexOf(later.reference),
      );
      const closed = await agent.get('/admin/agency?state=closed');
      assert.ok(!closed.text.includes(holder.reference));
      assert.equal((await agent.get('/admin/agency?state=any&page=9&site=HZ')).status, 200);
      assert.equal((await agent.get('/admin/agency?site=NOWHERE')).status, 404);
    });
  });
}

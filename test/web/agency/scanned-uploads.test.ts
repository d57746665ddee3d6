import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scanFile } from '../../../server/actions/agency/scan-file.ts';
import { pdf, png } from '../../domain/agency/sample-files.ts';
import { engines } from '../../support/engines.ts';
import { FakeClamd } from '../../support/fake-clamd.ts';
import { mondayMorning } from '../../support/hall-system.ts';
import { type AgencyDesk, Holder, openDesk } from './agency-desk.ts';

const licence = 'BUSINESS_LICENCE';
const own = join(tmpdir(), `hall-clamd-${process.pid}`);

for (const engine of engines) {
  describe(`uploads that a scanner looks at [${engine}]`, function () {
    this.timeout(60_000);
    let clamd: FakeClamd;
    let desk: AgencyDesk;
    let holder: Holder;

    before(async () => {
      clamd = await FakeClamd.start(`${own}-${engine}`);
      desk = await openDesk(engine, { clamavSocket: { path: clamd.address } });
      desk.hall.clock.set(mondayMorning);
      holder = await Holder.book(desk.hall);
      await holder.open();
    });
    after(async () => {
      await desk.close();
      await clamd.stop().catch(() => {});
    });
    const kept = async (): Promise<number> => (await holder.stored()).documents.length;

    it('are kept when it finds nothing; it sees what is kept, byte for byte', async () => {
      const large = Buffer.from(pdf('x'.repeat(300_000)));
      assert.equal((await holder.upload(licence, large)).status, 303);
      assert.ok(clamd.files.at(-1)?.equals(large));
      const film = Buffer.concat([png(), Buffer.from([0, 0, 0, 24, 1, 2, 3])]);
      assert.equal((await holder.upload(licence, film)).status, 303);
      assert.ok(clamd.files.at(-1)?.equals(Buffer.from(png())));
    });

    it('are refused when it finds something, or says what nobody understands, and nothing is kept of them', async () => {
      const before = [await kept(), await desk.files()];
      for (const [said, status, sentence] of [
        ['stream: Eicar-Test-Signature FOUND', 422, /没有通过病毒检查/],
        ['INSTREAM size limit exceeded. ERROR', 503, /暂时无法对文件进行病毒检查.*再上传一次/],
        ['stream: OKAY', 503, /暂时无法/],
        ['', 503, /暂时无法/],
      ] as const) {
        clamd.say = () => said;
        const answer = await holder.upload(licence, pdf(said));
        assert.equal(answer.status, status, said);
        assert.match(answer.text, sentence);
        assert.deepEqual([await kept(), await desk.files()], before);
        assert.deepEqual(desk.loose(), []);
      }
    });

    it('wait for a scanner that is not there: they are not taken unseen', async () => {
      const before = [await kept(), await desk.files()];
      await clamd.stop();
      assert.equal((await holder.upload(licence, pdf('while it is away'))).status, 503);
      assert.deepEqual([await kept(), await desk.files()], before);
      clamd = await FakeClamd.start(`${own}-${engine}`);
      assert.equal((await holder.upload(licence, pdf('when it is back'))).status, 303);
    });

    it('do not wait for ever for one that is silent, at a path or at a port', async () => {
      const silent = await FakeClamd.start(null);
      silent.say = () => null;
      const [host = '', port] = silent.address.split(':');
      const path = `${own}-${engine}.pdf`;
      writeFileSync(path, pdf());
      try {
        const { log, config } = desk.hall.system;
        const at = { log, config: { ...config, clamavSocket: { host, port: Number(port) } } };
        const refused = await scanFile(at, path, pdf().length, 100);
        assert.equal(refused.ok ? '' : refused.code, 'upload_unscanned');
        assert.equal(silent.files.length, 1);
        silent.say = () => 'stream: OK';
        assert.ok((await scanFile(at, path, pdf().length)).ok);
      } finally {
        rmSync(path);
        await silent.stop();
      }
    });
  });
}

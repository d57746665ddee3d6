import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { largestFile } from '../../../server/domain/agency/file-kind.ts';
import { forgetWhatIsOver } from '../../../server/jobs/retention.ts';
import { joined, jpeg, pdf, png, program } from '../../domain/agency/sample-files.ts';
import { catalogue, page, pdfOf } from '../../domain/agency/sample-pdfs.ts';
import { engines } from '../../support/engines.ts';
import { mondayMorning } from '../../support/hall-system.ts';
import { there } from '../../support/there.ts';
import { unmarked } from '../../support/unmarked.ts';
import { type AgencyDesk, Holder, openDesk } from './agency-desk.ts';

const licence = 'BUSINESS_LICENCE';

for (const engine of engines) {
  describe(`files that are uploaded [${engine}]`, function () {
    this.timeout(60_000);
    let desk: AgencyDesk;
    let holder: Holder;
    before(async () => {
      desk = await openDesk(engine);
    });
    after(() => desk.close());
    beforeEach(async () => {
      desk.hall.clock.set(mondayMorning);
      holder = await Holder.book(desk.hall);
      await holder.open();
    });

    const kept = async (): Promise<unknown[]> => [
      (await holder.stored()).documents,
      (await desk.files()).sort(),
      desk.loose(),
    ];

    it('come back as they went, as something to save that nothing guesses at', async () => {
      for (const [bytes, type, ending] of [
        [pdf('one'), 'application/pdf', 'pdf'],
        [png('two'), 'image/png', 'png'],
        [jpeg('three'), 'image/jpeg', 'jpg'],
      ] as const) {
        assert.equal((await holder.upload(licence, bytes, 'x"; filename="evil.exe\r\nX: y')).status, 303);
        const file = await holder.agent
          .get(`/bookings/${holder.reference}/documents/${licence}`)
          .responseType('blob');
        assert.ok((file.body as Buffer).equals(bytes));
        assert.equal(file.headers['content-type'], type);
        assert.equal(file.headers['x-content-type-options'], 'nosniff');
        assert.match(String(file.headers['content-security-policy']), /default-src 'none'; sandbox/);
        const disposition = String(file.headers['content-disposition']);
        assert.match(disposition, /^attachment; filename="[^"]*"; filename\*=UTF-8''/);
        assert.ok(disposition.endsWith(`.${ending}`), disposition);
        assert.doesNotMatch(disposition, /evil/);
      }
      const { documents } = await holder.stored();
      assert.equal(documents[0]?.file_name, 'x"; filename="evil.exe X: y', 'for people to read, escaped');
    });

    it('what is not a whole PDF, JPEG or PNG is refused at its line, and nothing is kept of it', async () => {
      await holder.upload(licence, pdf('good'));
      const before = await kept();
      const whole = [pdf('x'.repeat(3000)), jpeg(), png()];
      for (const [bytes, name, status, sentence] of [
        [program(), 'licence.pdf', 415, /不是 PDF、JPEG 或 PNG 文件/],
        [new TextEncoder().encode('<html><script>alert(1)</script>'), 'a.png', 415, /不是 PDF、JPEG 或 PNG/],
        [new Uint8Array(0), 'empty.pdf', 422, /文件是空的/],
        [new Uint8Array(largestFile + 1).fill(0x25), 'big.pdf', 413, /超过 10 MB/],
        [joined(png(), new TextEncoder().encode('PK\u0003\u0004 zip')), 'a.png', 422, /夹带着压缩包/],
        [
          pdfOf([catalogue('/Names << /JavaScript 3 0 R >>'), page]),
          'a.pdf',
          422,
          /PDF 含有脚本.*打印为 PDF/,
        ],
        [pdfOf([catalogue(), page], '/Encrypt 3 0 R'), 'a.pdf', 422, /PDF 设有密码/],
        [joined(pdf(), new Uint8Array(largestFile * 2)), 'bigger.pdf', 413, /超过 10 MB/],
        ...whole.map((one) => [one.subarray(0, one.length / 2), 'half.pdf', 422, /文件不完整/] as const),
      ] as const) {
        const answer = await holder.upload(licence, bytes, name);
        assert.equal(answer.status, status, name);
        assert.match(answer.text, sentence);
        assert.match(answer.text, new RegExp(`aria-describedby="file-${licence}-error" aria-invalid="true"`));
        assert.deepEqual(await kept(), before, name);
      }
    });

    it('a file of exactly 10 MB is accepted, and what a telephone appends behind the end is not kept', async () => {
      const filler = 'x'.repeat(largestFile - pdf().length - 10);
      assert.equal((await holder.upload(licence, pdf(filler))).status, 303);
      const film = Uint8Array.from([0, 0, 0, 24, 0x66, 0x74, 0x79, 0x70, 1, 2, 3]);
      assert.equal((await holder.upload(licence, joined(png(), film), 'a.png')).status, 303);
      assert.equal((await holder.stored()).documents[0]?.file_size, png().length);
    });

    it('a form without a file, with two, or with something else altogether is answered and keeps nothing', async () => {
      const own = `/bookings/${holder.reference}/documents/${licence}?_csrf=${encodeURIComponent(holder.token)}`;
      const none = await holder.agent.post(own).field('other', 'x');
      assert.equal(none.status, 422);
      const two = await holder.agent
        .post(own)
        .attach('file', Buffer.from(pdf()), 'a.pdf')
        .attach('file', Buffer.from(pdf()), 'b.pdf');
      assert.equal(two.status, 400);
      const torn = await holder.agent
        .post(own)
        .set('Content-Type', 'multipart/form-data; boundary=x')
        .send('--x\r\nnonsense');
      assert.ok(torn.status >= 400 && torn.status < 500, String(torn.status));
      const plain = await holder.post(`/documents/${licence}`, { file: 'text' });
      assert.equal(plain.status, 422);
      assert.deepEqual((await holder.stored()).documents, []);
    });

    it('an upload whose line goes dead half-way keeps nothing', async () => {
      const { port } = new URL(desk.hall.url);
      const cookie = (await holder.open()).request.cookies as string;
      const file = Buffer.from(pdf('raw')).toString('latin1');
      const body = `--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n${file}\r\n--x--\r\n`;
      const send = (part: string) => {
        const socket = connect(Number(port), '127.0.0.1');
        const head = [
          `POST /bookings/${holder.reference}/documents/${licence}?_csrf=${encodeURIComponent(holder.token)} HTTP/1.1`,
          `Host: 127.0.0.1:${port}`,
          `Cookie: ${cookie}`,
          'Content-Type: multipart/form-data; boundary=x',
          `Content-Length: ${body.length}`,
        ];
        socket.write(`${head.join('\r\n')}\r\n\r\n${part}`, 'latin1');
        return socket;
      };
      const whole = send(body);
      const [answer] = (await once(whole, 'data')) as [Buffer];
      whole.destroy();
      assert.match(String(answer), /^HTTP\/1\.1 303 /, 'sent whole it is accepted');
      const before = await kept();
      const heard = once(desk.hall.server, 'request') as Promise<[IncomingMessage]>;
      const half = send(body.slice(0, body.length / 2));
      const [request] = await heard;
      const over = new Promise((resolve) => request.once('close', resolve));
      half.destroy();
      await over;
      // what had arrived is removed a moment later
      while (JSON.stringify(await kept()) !== JSON.stringify(before)) await pause(5);
    });

    it('without the token of the form nothing is read, and only forms with files may carry it in the address', async () => {
      for (const token of ['', 'wrong'])
        assert.equal((await holder.upload(licence, pdf(), 'a.pdf', token)).status, 403);
      const address = `/bookings/${holder.reference}/materials?_csrf=${encodeURIComponent(holder.token)}`;
      const plain = await holder.agent.post(address).type('form').send({});
      assert.equal(plain.status, 403);
      assert.deepEqual((await holder.stored()).documents, []);
    });

    it('nothing can be uploaded for what is not on the list, or for the thing itself', async () => {
      for (const item of ['NO_SUCH_THING', '..%2f..%2fetc', 'CARD_TO_RENEW']) {
        const answer = await holder.upload(item, pdf());
        assert.equal(answer.status, 404, item);
        assert.match(unmarked(answer.text), /不需要这项材料/);
      }
      assert.deepEqual((await holder.stored()).documents, []);
    });

    it('the same file twice is kept once, another one takes its place, and it can be removed', async () => {
      const others = (await desk.files()).length;
      for (const bytes of [pdf('a'), pdf('a'), pdf('b')])
        assert.equal((await holder.upload(licence, bytes)).status, 303);
      assert.equal((await desk.files()).length, others + 1);
      await Promise.all([pdf('c'), pdf('d'), pdf('e')].map((bytes) => holder.upload(licence, bytes)));
      const document = there((await holder.stored()).documents[0]);
      assert.ok(
        (await desk.files()).includes(there(document.file)),
        'the row points to a file that is there',
      );
      assert.equal((await desk.files()).length, others + 1);
      assert.equal((await holder.post(`/documents/${licence}/removal`)).status, 303);
      assert.equal((await desk.files()).length, others);
      const gone = await holder.agent.get(`/bookings/${holder.reference}/documents/${licence}`);
      assert.equal(gone.status, 404);
    });

    it('are in what the holder downloads, and gone with everything else when the holder wants that', async () => {
      const others = (await desk.files()).length;
      await holder.upload(licence, pdf());
      const data = await holder.agent.get(`/bookings/${holder.reference}/data.json`);
      assert.equal(data.body.materials[0].item, licence);
      assert.equal(data.body.materialsHistory[0].type, 'uploaded');
      await holder.open('/deletion');
      assert.equal((await holder.post('/deletion')).status, 303);
      const { agency, documents } = await holder.stored();
      assert.deepEqual([agency, documents], [undefined, []]);
      assert.equal((await desk.files()).length, others);
    });

    it('are gone when the time for which visits are kept is over', async () => {
      await holder.upload(licence, pdf());
      desk.hall.clock.set('2029-01-01T10:00:00+08:00');
      await forgetWhatIsOver(desk.hall.system);
      assert.deepEqual(await desk.files(), []);
      assert.deepEqual(await desk.hall.system.database.reader('agency_event'), []);
    });

    it('are not given out when their bytes are not what came, nor before the last one is there', async () => {
      const { writer } = desk.hall.system.database;
      await holder.upload(licence, pdf('x'.repeat(300_000)));
      const own = `/bookings/${holder.reference}/documents/${licence}`;
      const file = there((await holder.stored()).documents[0]?.file);
      const chunk = writer('upload_chunk').where({ upload: file, position: 1 });
      const { bytes } = (await chunk.clone().first('bytes')) as { bytes: Buffer };
      await chunk.clone().update({ bytes: Buffer.concat([bytes.subarray(0, -1), Buffer.from('?')]) });
      await assert.rejects(holder.agent.get(own).responseType('blob'), /aborted|hang up/);
      await chunk.clone().update({ bytes });
      assert.equal((await holder.agent.get(own).responseType('blob')).status, 200);
      await writer('upload').where({ id: file }).update({ complete_at: null });
      assert.equal((await holder.agent.get(own)).status, 404);
    });
  });
}

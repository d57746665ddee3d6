import assert from 'node:assert/strict';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { databaseOverTls } from '../../server/store/database-over-tls.ts';
import { refusalOf } from '../../server/store/refused-database.ts';
import { untilItAnswers } from '../../server/store/until-it-answers.ts';

describe('the way to a PostgreSQL', () => {
  it('is TLS with a certificate that names it, wherever it leaves this machine and nobody has said otherwise', () => {
    for (const url of [
      'postgres://hall:secret@db.example/hall',
      'postgres://hall:secret@10.0.0.7:5432/hall',
      'postgresql://hall@localhost.example/hall?application_name=x',
      'postgres://hall@127.0.0.1/hall?host=db.example',
    ]) {
      const { searchParams } = new URL(databaseOverTls(url));
      assert.equal(searchParams.get('sslmode'), 'verify-full', url);
      assert.equal(databaseOverTls(databaseOverTls(url)), databaseOverTls(url));
    }
    for (const url of [
      'postgres://hall@localhost/hall',
      'postgres://hall@127.0.0.1:5432/hall',
      'postgres://hall@127.1.2.3/hall',
      'postgres://hall@[::1]/hall',
      'postgres://hall@/hall?host=/run/postgresql',
      'postgres://hall@db.example/hall?sslmode=disable',
      'postgres://hall@db.example/hall?sslmode=no-verify',
      'postgres://hall@db.example/hall?ssl=true',
      'no address',
    ])
      assert.equal(databaseOverTls(url), url);
  });

  describe('whose server has no TLS', () => {
    let server: Server;
    const heard: string[] = [];
    before((done) => {
      server = createServer((socket) => {
        socket.on('error', () => {});
        socket.on('data', (bytes) => {
          heard.push(bytes.toString('latin1'));
          // "N": no TLS here (PostgreSQL, 55.2.11)
          socket.write('N');
        });
      }).listen(0, '127.0.0.1', done);
    });
    after((done) => {
      server.close(done);
    });

    it('is not gone: it is told neither user nor password, and whoever starts the hall is told what to do', async () => {
      const url = `postgres://hall:secret@127.0.0.1:${(server.address() as AddressInfo).port}/hall?sslmode=verify-full`;
      const error = await untilItAnswers(url, () => {}).then(
        () => null,
        (reason: unknown) => reason,
      );
      assert.match(String(refusalOf(error, url)?.message), /offers no TLS: .*sslmode=disable/);
      assert.equal(heard.length, 1);
      // an SSLRequest and nothing else
      assert.equal(heard[0], '\x00\x00\x00\x08\x04\xd2\x16\x2f');
    });
  });
});

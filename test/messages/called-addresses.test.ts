import assert from 'node:assert/strict';
import { DeliveryError } from '../../server/messages/channel.ts';
import { makePost, mayCall } from '../../server/messages/http-call.ts';
import { type Gateway, openGateway } from './gateway.ts';

describe('what a channel may call', () => {
  let gateway: Gateway;
  const asked = { headers: {}, body: '{}', patience: 5000 };

  before(async () => {
    gateway = await openGateway();
  });
  after(() => gateway.close());

  it('is the world, over TLS: nothing of this machine, its network or its cloud, however it is spelt', async () => {
    const { port } = new URL(gateway.url);
    const post = makePost([]);
    const hosts = [
      '127.0.0.1',
      '2130706433',
      '0x7f000001',
      '0177.0.0.1',
      '127.1',
      'localhost',
      '[::1]',
      '[::ffff:127.0.0.1]',
      '[fd00::1]',
      '[fe80::1]',
      '0.0.0.0',
      '10.1.2.3',
      '172.16.0.9',
      '192.168.1.1',
      '100.64.0.1',
      '169.254.169.254',
    ];
    for (const host of hosts)
      await assert.rejects(
        post({ ...asked, url: `https://${host}:${port}/hook` }),
        (error) => error instanceof DeliveryError && /is not called/.test(error.message),
        host,
      );
    await assert.rejects(post({ ...asked, url: `${gateway.url}/hook` }), /it is not https/);
    assert.equal(gateway.received.length, 0);
  });

  it('is besides what whoever runs the installation has named, and no other port of it', async () => {
    const { host, port } = new URL(gateway.url);
    assert.deepEqual(await makePost([host])({ ...asked, url: gateway.url }), { status: 200, text: 'thanks' });
    assert.equal(mayCall(`http://127.0.0.1:${Number(port) + 1}/`, [host]), false);
    assert.equal(mayCall('http://127.0.0.1:1/', ['127.0.0.1']), true);
    assert.equal(mayCall('https://hall.test/', []), true);
    await assert.rejects(makePost(['elsewhere'])({ ...asked, url: gateway.url }), /it is not https/);
  });
});

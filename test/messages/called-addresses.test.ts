import assert from 'node:assert/strict';
import dns from 'node:dns';
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
      '[::127.0.0.1]',
      '[::a01:203]',
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
    for (const url of [`HTTPS://127.0.0.1:${port}/`, ` https://127.0.0.1:${port}/`])
      await assert.rejects(post({ ...asked, url }), /it is not in the world/, url);
    await assert.rejects(post({ ...asked, url: `${gateway.url}/hook` }), /it is not https/);
    assert.equal(gateway.received.length, 0);
  });

  it('is decided where a connection is made, by what the name leads to then, whatever it led to before', async () => {
    const { port } = new URL(gateway.url);
    const post = makePost([]);
    const usual = dns.lookup;
    const asked: string[] = [];
    let leadsTo = '';
    const lookup = (name: string, options: dns.LookupOptions, told: (...answer: unknown[]) => void): void => {
      asked.push(name);
      const family = leadsTo.includes(':') ? 6 : 4;
      if (options.all === true) told(null, [{ address: leadsTo, family }]);
      else told(null, leadsTo, family);
    };
    Object.assign(dns, { lookup });
    try {
      for (leadsTo of ['127.0.0.1', '10.1.2.3', '169.254.169.254', '::1', 'fd00::1'])
        await assert.rejects(
          post({ headers: {}, body: '{}', patience: 5000, url: `https://gateway.example:${port}/` }),
          /is not called: it is not in the world/,
          leadsTo,
        );
    } finally {
      Object.assign(dns, { lookup: usual });
    }
    assert.deepEqual(new Set(asked), new Set(['gateway.example']));
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

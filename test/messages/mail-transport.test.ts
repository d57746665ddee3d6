import assert from 'node:assert/strict';
import { demandsTls, mailTransport } from '../../server/messages/mail-transport.ts';
import { openPostOffice } from './post-office.ts';

describe('the way to the mail server', () => {
  it('is over TLS wherever it leaves this machine, unless somebody has said otherwise', () => {
    for (const url of [
      'smtp://mail.office.invalid:587',
      'smtp://10.0.0.9',
      'smtps://127.0.0.1',
      'smtp://[2001:db8::1]',
    ])
      assert.equal(demandsTls(url), true, url);
    for (const url of [
      'smtp://127.0.0.1:25',
      'smtp://localhost',
      'smtp://[::1]:2525',
      'smtp://10.0.0.9/?requireTLS=false',
    ])
      assert.equal(demandsTls(url), false, url);
    assert.equal(demandsTls('smtp://localhost/?requireTLS=true'), true);
  });

  it('gives nothing to a server that takes mail in the clear only, once TLS is demanded', async () => {
    const office = await openPostOffice();
    const mail = { from: 'hall@office.invalid', to: 'wang@enterprise.invalid', subject: 'x', text: 'x' };
    const [open, closed] = [
      mailTransport(office.url, {}),
      mailTransport(`${office.url}/?requireTLS=true`, {}),
    ];
    try {
      await open.sendMail(mail);
      await assert.rejects(closed.sendMail(mail), /TLS/);
      assert.equal(office.mails.length, 1);
    } finally {
      open.close();
      closed.close();
      await office.close();
    }
  });
});

import { createTransport } from 'nodemailer';

const onThisMachine = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * Whether mail may leave for a server without TLS: only where it does not leave this machine, or where whoever runs the installation has said
 * so (`?requireTLS=false`). A server beyond it that offers no STARTTLS, or somebody on the way who hides the offer, is given nothing.
 */
export function demandsTls(smtpUrl: string): boolean {
  const { protocol, hostname, searchParams } = new URL(smtpUrl);
  if (protocol === 'smtps:') return true;
  const said = searchParams.get('requireTLS');
  return said === null ? !onThisMachine.test(hostname) : said !== 'false';
}

/** A connection to the mail server, which the certificate has to name; the settings in the address come on top. */
export const mailTransport = <Settings extends object>(smtpUrl: string, settings: Settings) =>
  createTransport({ url: smtpUrl, requireTLS: demandsTls(smtpUrl), ...settings });

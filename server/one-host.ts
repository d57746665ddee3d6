import type { IncomingMessage } from 'node:http';

const whole = /^https?:\/\/[^/?#]*/i;

/**
 * Makes an address that names a host ("GET http://elsewhere/book", RFC 9112, 3.2.2) the path that it has here: links and forms of a page are made of its
 * own address, and would lead to that host. False: the request names more than one host, which RFC 9112, 3.2 has refused.
 */
export function nameOneHost(request: IncomingMessage): boolean {
  const { url = '/', rawHeaders } = request;
  if (whole.test(url)) request.url = url.replace(whole, '').replace(/^(?!\/)/, '/');
  return rawHeaders.filter((name, place) => place % 2 === 0 && name.toLowerCase() === 'host').length <= 1;
}

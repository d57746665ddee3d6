const onThisMachine = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * The address of a PostgreSQL, with TLS and a certificate that names the server wherever the way to it leaves this machine, unless the address says itself how
 * it is spoken to (`sslmode`, `ssl`). A server that has no TLS, or somebody on the way who says so, is told no password.
 */
export function databaseOverTls(url: string): string {
  if (!URL.canParse(url)) return url;
  const { hostname, searchParams } = new URL(url);
  const host = searchParams.get('host') ?? hostname;
  // the folder of a socket
  if (host === '' || host.startsWith('/') || host.startsWith('%2F') || onThisMachine.test(host)) return url;
  if (searchParams.has('sslmode') || searchParams.has('ssl')) return url;
  return `${url}${url.includes('?') ? '&' : '?'}sslmode=verify-full`;
}

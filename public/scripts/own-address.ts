/**
 * A page that answers a sent form, e.g. with what is wrong in it, takes the address at which it can be opened: the browser can then go back
 * to it, or read it again, without asking whether everything should be sent once more.
 */
const alternate = document.querySelector<HTMLLinkElement>('link[rel="alternate"]');
if (alternate !== null) {
  const address = new URL(alternate.href, location.href);
  address.searchParams.delete('lang');
  if (address.origin === location.origin) history.replaceState(history.state, '', address);
}

export {};

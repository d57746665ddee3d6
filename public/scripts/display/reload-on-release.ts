const reloadedFor = 'hall-display-release';

/** Loads the page anew when the server has newer scripts, styles or settings; once for each release, so that it never goes round in circles. */
export async function reloadWhenOutdated(release: string): Promise<void> {
  try {
    const answer = await fetch(location.href, { cache: 'no-store' });
    const offered = /data-release="([^"]+)"/.exec(await answer.text())?.[1];
    if (!answer.ok || offered === undefined || offered === release) return;
    if (sessionStorage.getItem(reloadedFor) === offered) return;
    sessionStorage.setItem(reloadedFor, offered);
    location.reload();
  } catch {
    // no network: the page that is here goes on
  }
}

/** Has the page and its files kept on this machine, for a start without a network. */
export function keepPage(worker: string): void {
  navigator.serviceWorker?.register(worker, { scope: '/display/' }).catch(() => undefined);
}

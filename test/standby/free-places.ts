import type { FreePlace } from './storm.ts';

interface OfferedDay {
  readonly slots: readonly { readonly start: string; readonly free: number }[];
}

/** Every free place of the next days at every site, site after site and hour after hour in turn, so that the storm is everywhere. */
export async function everyFreePlace(url: string, days: { from: string; to: string }): Promise<FreePlace[]> {
  const ask = async <Body>(path: string): Promise<Body> =>
    (await (await fetch(`${url}/api/v1${path}`)).json()) as Body;
  const sites = await ask<readonly { code: string; bookable: boolean }[]>('/sites');
  const offered: { place: FreePlace; free: number }[] = [];
  for (const { code } of sites.filter(({ bookable }) => bookable)) {
    const query = new URLSearchParams({ service: 'RENEW', ...days });
    const answer = await ask<{ days: readonly OfferedDay[] }>(`/sites/${code}/slots?${query}`);
    for (const { start, free } of answer.days.flatMap(({ slots }) => slots))
      offered.push({ place: { site: code, start }, free });
  }
  const most = Math.max(...offered.map(({ free }) => free));
  const rounds = Array.from({ length: most }, (_, round) => offered.filter(({ free }) => free > round));
  return rounds.flat().map(({ place }) => place);
}

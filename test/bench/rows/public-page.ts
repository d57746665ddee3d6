import { alternateByCost } from '../by-cost.ts';
import { requestsPerSecond } from '../load.ts';
import type { Measured } from '../measure.ts';
import type { Office } from '../office.ts';
import type { Row } from '../row.ts';

const checklist = '/services/NEW';

export const publicPage = pageRow(
  'public-page',
  'public page: checklist of a service, full middleware, kept since it was first asked for',
  checklist,
);

// a page is kept for its plain address alone
export const publicPageAnew = pageRow(
  'public-page-anew',
  'the same, rendered for each who asks',
  `${checklist}?from=elsewhere`,
);

function pageRow(id: string, ours: string, path: string): Row {
  const against = 'the same EJS templates on bare Express';
  return { id, ours, against, target: { atLeast: 0.75 }, run: (office) => besideTemplates(office, path) };
}

async function besideTemplates(office: Office, path: string): Promise<Measured> {
  const { url } = await office.database('sqlite');
  const [hall, bare] = await Promise.all([
    office.hall(url),
    office.child('bare-page', { databaseUrl: url, service: 'NEW' }),
  ]);
  const address = hall.url + path;
  const [ours, same] = await Promise.all([lengthOf(address), lengthOf(bare.url)]);
  const load = { connections: 10, seconds: office.pick(1, 0.4) };
  for (const url of [address, bare.url]) await requestsPerSecond(url, load);
  const measured = await alternateByCost(office, {
    ours: { child: hall, url: address },
    bare: { child: bare, url: bare.url },
  });
  return {
    ...measured,
    note: `${measured.note}; ${ours} and ${same} bytes; not measured: proxies, squeezing`,
  };
}

export const dearPage: Row = {
  id: 'public-page-dear',
  ours: 'a dear public page: the days of a visit at all offices of a city (/book/time)',
  against: 'our cheap one: checklist of a service, rendered for each',
  target: null,
  async run(office) {
    const { url } = await office.database('sqlite');
    const hall = await office.hall(url);
    const cheap = `${hall.url}${checklist}?from=elsewhere`;
    // where a visit of this service begins to choose its time
    const { url: dear } = await fetch(`${hall.url}/book/time?site=BJ-TSY&service=RENEW`, {
      headers: { 'accept-language': 'zh-CN' },
    });
    const load = { connections: 10, seconds: office.pick(1, 0.4) };
    const bytes = [await lengthOf(dear), await lengthOf(cheap)].join(' and ');
    for (const address of [dear, cheap]) await requestsPerSecond(address, load);
    const measured = await alternateByCost(office, {
      ours: { child: hall, url: dear },
      bare: { child: hall, url: cheap },
    });
    return { ...measured, note: `${measured.note}; ${bytes} bytes; not measured: bookings meanwhile` };
  },
};

async function lengthOf(url: string): Promise<number> {
  const answer = await fetch(url, { headers: { 'accept-language': 'zh-CN' } });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return (await answer.arrayBuffer()).byteLength;
}

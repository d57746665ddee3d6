import { requestsPerSecond } from '../load.ts';
import { alternate } from '../measure.ts';
import type { Row } from '../row.ts';

export const publicPage: Row = {
  id: 'public-page',
  ours: 'public page: checklist of a service, full middleware',
  against: 'the same EJS templates on bare Express',
  target: { atLeast: 0.75 },
  async run(office) {
    const { url } = await office.database('sqlite');
    const [hall, bare] = await Promise.all([
      office.hall(url),
      office.child('bare-page', { databaseUrl: url, service: 'NEW' }),
    ]);
    const load = { connections: 10, seconds: office.pick(1, 0.4) };
    const address = `${hall.url}/services/NEW`;
    const [ours, same] = await Promise.all([lengthOf(address), lengthOf(bare.url)]);
    await requestsPerSecond(address, load);
    await requestsPerSecond(bare.url, load);
    const measured = await alternate(office.pick(8, 1), 'requests/s', {
      ours: () => requestsPerSecond(address, load),
      bare: () => requestsPerSecond(bare.url, load),
    });
    return { ...measured, note: `${ours} and ${same} bytes` };
  },
};

async function lengthOf(url: string): Promise<number> {
  return (await (await fetch(url, { headers: { 'accept-language': 'zh-CN' } })).arrayBuffer()).byteLength;
}

import { joined, jpeg, pdf, png } from '../../domain/agency/sample-files.ts';
import { catalogue, objectStream, pdfOf, stream } from '../../domain/agency/sample-pdfs.ts';
import { bookByApi } from '../../support/book-by-api.ts';
import { startSystem } from '../../support/hall-system.ts';
import { loopHeld } from '../../support/loop-held.ts';
import { account, goodPassword } from '../../web/staff/staff-browser.ts';
import { BrowserBeside, type Said } from '../browser-beside.ts';
import { alternate } from '../measure.ts';
import type { Office } from '../office.ts';
import type { Row } from '../row.ts';

/** Milliseconds that the loop may compute in one piece. */
const allowed = 20;
const large = 10 * 1024 * 1024 - 1000;
const site = 'BJ-TSY';
const year = 'from=2025-11-24&to=2026-11-23&by=day';

const objects = (count: number): string[] =>
  Array.from({ length: count }, (_, place) => `<< /Type /Annot /Place ${place} /Words (word ${place}) >>`);
const files: readonly (readonly [what: string, bytes: Uint8Array])[] = [
  ['a PDF of 10 MB', pdfOf([catalogue(), stream('x'.repeat(large), '')])],
  ['a comment of 10 MB', pdf('x'.repeat(large))],
  ['40,000 objects', pdfOf([catalogue(), ...objects(40_000)])],
  [
    '100,000 in streams',
    pdfOf([catalogue(), ...Array.from({ length: 200 }, () => objectStream(objects(500)))]),
  ],
  ['what looks like objects', pdfOf([catalogue(), stream('obj'.repeat(large / 3), '')])],
  ['a JPEG of 10 MB', jpeg('x'.repeat(large))],
  ['a PNG of 10 MB', png('x'.repeat(large))],
];

/** A form with a file, in memory that the thread of the browser sees: to copy it is no work of the system. */
function formOf(bytes: Uint8Array): Uint8Array {
  const form = joined(
    Buffer.from('--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'),
    bytes,
    Buffer.from('\r\n--b--\r\n'),
  );
  const shared = new Uint8Array(new SharedArrayBuffer(form.length));
  shared.set(form);
  return shared;
}

/** What is asked once a round: its name, and the longest piece is that of the loop meanwhile. */
type Kind = readonly [name: string, ask: () => Promise<Said>];

async function kindsOf(office: Office): Promise<readonly Kind[]> {
  const hall = await startSystem({ engine: 'sqlite', env: { SECOND_FACTOR: 'optional' } });
  office.atEnd(() => hall.close());
  await account(hall, 'wu', 'administrator');
  const { reference, token } = await bookByApi(hall, site, { name: '柳如烟', mobile: '13912340987' });
  await hall.system.database.writer('booking').update({ handling: 'online_agency' });
  const [holder, staff] = [new BrowserBeside(hall.url), new BrowserBeside(hall.url)];
  office.atEnd(() => Promise.all([holder.close(), staff.close()]));
  const own = `/bookings/${reference}`;
  await holder.ask(`${own}?token=${token}`);
  const _csrf = await holder.input(`${own}/materials`, '_csrf');
  const agree = await holder.input(`${own}/materials`, 'agree');
  await holder.send(`${own}/materials/consent`, { _csrf, agree });
  const upload = (body: Uint8Array): Promise<Said> =>
    holder.ask(`${own}/documents/BUSINESS_LICENCE?_csrf=${encodeURIComponent(_csrf)}`, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
      body,
    });
  const signIn = async (): Promise<Said> => {
    const field = await staff.input('/staff/sign-in', '_csrf');
    return staff.send('/staff/sign-in', { _csrf: field, username: 'wu', password: goodPassword, next: '' });
  };
  await signIn();
  return [
    ...files.map(([what, bytes]) => {
      const body = formOf(bytes);
      return [what, () => upload(body)] as const;
    }),
    ['all data of a booking', () => holder.ask(`${own}/data.json`)],
    ['a sign-in', signIn],
    ['statistics of all offices', () => staff.ask('/admin/statistics?site=all')],
    ['a year of them as a workbook', () => staff.ask(`/admin/statistics/all?site=all&${year}&format=xlsx`)],
  ];
}

/** Long lists, the planner and the day that is looked at again have rows of their own. */
export const loopPieces: Row = {
  id: 'loop-pieces',
  ours: 'the longest piece on the loop while files are checked, somebody signs in or takes their data away',
  against: `the ${allowed} ms that a piece may take`,
  target: { atMost: 1 },
  async run(office) {
    const kinds = await kindsOf(office);
    const worst = new Map<string, number>();
    const round = async (): Promise<number> => {
      for (const [name, ask] of kinds) {
        const { longest } = await loopHeld(ask);
        worst.set(name, Math.max(worst.get(name) ?? 0, longest));
      }
      return Math.max(...worst.values());
    };
    // what is loaded and compiled once is no part of it
    await round();
    const measured = await alternate(office.pick(5, 2), 'ms', {
      ours: async () => {
        worst.clear();
        return round();
      },
      bare: async () => allowed,
    });
    const said = [...worst].map(([name, longest]) => `${name} ${longest.toFixed(0)}`);
    return { ...measured, note: `in ms: ${said.join(', ')}; not measured: PostgreSQL, several at once` };
  },
};

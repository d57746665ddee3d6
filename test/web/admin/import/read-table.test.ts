import assert from 'node:assert/strict';
import { crc32, deflateRawSync } from 'node:zlib';
import writeWorkbook from 'write-excel-file/node';
import { rowsOf } from '../../../../server/web/admin/import/import-kinds.ts';
import { largestTable, readTable } from '../../../../server/web/admin/import/read-table.ts';

const head = '网点代码,中文名称,英文名称';
const line = 'CD,成都海关,"Chengdu, Customs"';
const expected = {
  columns: ['网点代码', '中文名称', '英文名称'],
  rows: [{ line: 4, cells: ['CD', '成都海关', 'Chengdu, Customs'] }],
};
const text = `${head}\r\n\r\n,,\r\n${line}\r\n`;
const utf8 = (value: string): Uint8Array => new TextEncoder().encode(value);
const read = (bytes: Uint8Array) => readTable(bytes, 10);

/** What a Chinese spreadsheet writes, of the characters above. */
function gbk(value: string): Uint8Array {
  const decoder = new TextDecoder('gb18030');
  const codes = new Map<string, readonly number[]>();
  for (let one = 0x81; one < 0xff; one += 1)
    for (let two = 0x40; two < 0xff; two += 1) {
      const letter = decoder.decode(new Uint8Array([one, two]));
      if ([...letter].length === 1) codes.set(letter, [one, two]);
    }
  return new Uint8Array(
    [...value].flatMap((one) => (one < '\u0080' ? [one.charCodeAt(0)] : (codes.get(one) ?? []))),
  );
}

interface Entry {
  readonly name: string;
  readonly content: Buffer;
}

/** An archive of these; `named`: those of which its directory knows. It says of each that it is small, unless it is honest. */
function zip(entries: readonly Entry[], { named = entries.length, honest = false } = {}): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [index, { name, content }] of entries.entries()) {
    const packed = deflateRawSync(content);
    const [sum, size] = honest ? [crc32(content), content.length] : [0, 10];
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(sum, 14);
    local.writeUInt32LE(size, 22);
    local.writeUInt16LE(name.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(8, 10);
    central.writeUInt32LE(packed.length, 20);
    central.writeUInt32LE(sum, 16);
    central.writeUInt32LE(size, 24);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt32LE(offset, 42);
    parts.push(local, Buffer.from(name), packed);
    if (index < named) directory.push(central, Buffer.from(name));
    offset += 30 + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(named, 8);
  end.writeUInt16LE(named, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, end]);
}

describe('a spreadsheet that is sent', () => {
  it('is read whatever its mark, its letters and what parts its values; empty lines are none', async () => {
    assert.deepEqual(await read(utf8(text)), expected);
    assert.deepEqual(await read(utf8(`\ufeff${text}`)), expected);
    assert.deepEqual(await read(gbk(text)), expected);
    assert.deepEqual(await read(Buffer.from(`\ufeff${text}`, 'utf16le')), expected);
    const parted = text
      .replaceAll('"Chengdu, Customs"', '§')
      .replaceAll(',', ';')
      .replaceAll('§', '"Chengdu, Customs"');
    assert.deepEqual(await read(utf8(parted)), expected);
    assert.deepEqual(await read(utf8(parted.replaceAll(';', '\t'))), expected);
  });

  it('its columns are known in both languages and as they are stored; what is needed and is not there is told', async () => {
    const keyed = 'code,name_zh,name_en,Colour\nCD,成都海关,Chengdu Customs,red';
    for (const columns of [keyed, keyed.replace('code,name_zh', 'ＯＦＦＩＣＥ code,Chinese name')]) {
      const table = await read(utf8(columns));
      assert.ok(!('refused' in table));
      const cells = { code: 'CD', name_zh: '成都海关', name_en: 'Chengdu Customs' };
      assert.deepEqual(rowsOf('offices', table), { unknown: ['Colour'], rows: [{ line: 2, cells }] });
      assert.deepEqual(rowsOf('staff', table), { missing: ['username'] });
    }
  });

  it('a workbook is read as it was saved: dates, times and numbers as texts, and what a formula had said', async () => {
    const data = [
      [{ value: '日期' }, { value: '日期类型' }, { value: '节日名称' }],
      [
        { value: new Date('2027-01-01T00:00:00Z'), format: 'yyyy-mm-dd' },
        { value: '放假' },
        { value: '=1+1', type: 'Formula' as const },
      ],
    ];
    const workbook = await writeWorkbook([{ data }]).toBuffer();
    const table = await read(workbook);
    assert.ok(!('refused' in table), JSON.stringify(table));
    assert.deepEqual(rowsOf('calendar', table), {
      unknown: [],
      rows: [{ line: 2, cells: { date: '2027-01-01', day_kind: 'off', day_name: '' } }],
    });
  });

  it('is refused when it is none, too large, or too long', async () => {
    const old = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0, 0, 0]);
    assert.deepEqual(await read(old), { refused: 'unreadable' });
    assert.deepEqual(await read(utf8(head)), { refused: 'empty' });
    assert.deepEqual(await read(new Uint8Array()), { refused: 'empty' });
    assert.deepEqual(await read(new Uint8Array(largestTable + 1)), { refused: 'too_large' });
    assert.deepEqual(await read(utf8(`code\n${'CD\n'.repeat(11)}`)), { refused: 'too_many_rows' });
    assert.deepEqual(await read(zip([{ name: 'a.txt', content: Buffer.from('a') }])), {
      refused: 'unreadable',
    });
    assert.deepEqual(await read(utf8('PK not a workbook')), { refused: 'too_large' });
  });

  it('a bomb is refused, whatever it says of its size, and so are hidden entries and cells far away', async () => {
    const bomb = zip([{ name: 'xl/worksheets/sheet1.xml', content: Buffer.alloc(40 * 1024 * 1024) }]);
    assert.ok(bomb.length < largestTable);
    assert.deepEqual(await read(bomb), { refused: 'too_large' });
    const [good, hidden] = [
      { name: 'xl/workbook.xml', content: Buffer.from('<workbook/>') },
      { name: 'xl/worksheets/sheet1.xml', content: Buffer.alloc(1024) },
    ];
    assert.deepEqual(await read(zip([good, hidden], { named: 1 })), { refused: 'too_large' });
    const far =
      '<worksheet><sheetData><row r="1"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>';
    const wide = zip([good, { ...hidden, content: Buffer.from(far) }]);
    assert.deepEqual(await read(wide), { refused: 'too_many_rows' });
  });

  it('cells far away are seen however they say where they are, and wherever their sheet lies', async () => {
    const book = (sheet: string, path = 'worksheets/sheet1.xml'): Buffer => {
      const spaces = 'http://schemas.openxmlformats.org';
      const named = `xmlns="${spaces}/spreadsheetml/2006/main" xmlns:r="${spaces}/officeDocument/2006/relationships"`;
      const link = `Id="rId1" Type="${spaces}/officeDocument/2006/relationships/worksheet" Target="${path}"`;
      return zip(
        [
          ['[Content_Types].xml', `<Types xmlns="${spaces}/package/2006/content-types"/>`],
          [
            'xl/workbook.xml',
            `<workbook ${named}><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>`,
          ],
          [
            'xl/_rels/workbook.xml.rels',
            `<Relationships xmlns="${spaces}/package/2006/relationships"><Relationship ${link}/></Relationships>`,
          ],
          [`xl/${path}`, sheet],
        ].map(([name = '', content = '']) => ({ name, content: Buffer.from(content) })),
        { honest: true },
      );
    };
    const cells = (last: string, first = ''): string =>
      `${first}<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>${last}</sheetData></worksheet>`;
    const near = await read(book(cells(''), 'elsewhere/s.xml'));
    assert.deepEqual(
      'refused' in near ? near : near.rows.map((row) => row.cells),
      [['2']],
      'what is near is read',
    );
    for (const last of [
      `<row r='200000'><c r='CV200000'><v>1</v></c></row>`,
      '<row r = "3"><c\tr = "&#67;V200000"><v>1</v></c></row>',
      '<row r="3"><c r="cv200000"><v>1</v></c></row>',
      '<row r="3"><c r=" CV200000 "><v>1</v></c></row>',
      '<row r="200000"><c><v>1</v></c></row>',
    ])
      assert.deepEqual(await read(book(cells(last))), { refused: 'too_many_rows' }, last);
    for (const path of ['elsewhere/s.xml', 'worksheets/deeper/s.xml'])
      assert.deepEqual(await read(book(cells('<row r="3"><c r="CV200000"><v>1</v></c></row>'), path)), {
        refused: 'too_many_rows',
      });
    const entities = '<!DOCTYPE x [<!ENTITY far "CV200000">]>';
    assert.deepEqual(await read(book(cells('', entities))), { refused: 'unreadable' });
  });
});

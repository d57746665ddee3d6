import type { Dice } from '../../forecast/dice.ts';

export const strangeTypes = [
  'text/plain',
  'application/json; charset=utf-7',
  'multipart/form-data',
  'application/xml',
  'application/x-www-form-urlencoded; charset=utf-16',
  'multipart/form-data; boundary=',
  ';',
];

const doubled = [
  'x-forwarded-for',
  'x-idle',
  'if-none-match',
  'accept-language',
  'idempotency-key',
  'x-request-id',
];

export function wildHeaders(dice: Dice): Readonly<Record<string, string | string[]>> {
  const languages = ['zh-CN', 'en', '*', 'xx;q=9', ',,,', 'en;q=0.5,zh'];
  return {
    ...(dice.chance(0.3) ? { 'accept-language': dice.pick(languages) } : {}),
    ...(dice.chance(0.1) ? { 'idempotency-key': dice.pick(['a', '', 'k'.repeat(300), '{}']) } : {}),
    ...(dice.chance(0.05) ? { 'if-none-match': dice.pick(['*', '"x"', 'W/']) } : {}),
    ...(dice.chance(0.05) ? { range: dice.pick(['bytes=0-', 'bytes=9-1', 'x']) } : {}),
    ...(dice.chance(0.05) ? { accept: dice.pick(['*/*', 'application/json', 'image/png', '']) } : {}),
    ...(dice.chance(0.04) ? { 'user-agent': dice.pick(['', 'x'.repeat(4000), "' or 1=1"]) } : {}),
    // given twice, as proxies and broken programs do
    ...(dice.chance(0.06)
      ? {
          [dice.pick(doubled)]: dice.pick([
            ['a', 'b'],
            ['', ''],
            ['zh-CN', 'en'],
          ]),
        }
      : {}),
  };
}

export function wildFiles(dice: Dice): { readonly type: string; readonly body: string } {
  const field = dice.pick(['file', 'files', 'recording', 'x', '__proto__']);
  const content = dice.pick([
    '%PDF-1.7\n%%EOF',
    '\x89PNG\r\n\x1a\n',
    'RIFF\0\0\0\0WAVE',
    '',
    'x'.repeat(9000),
  ]);
  const whole = `--b\r\nContent-Disposition: form-data; name="${field}"; filename="${dice.pick(['a.pdf', '../a.png', '', 'ü'])}"\r\nContent-Type: ${dice.pick(['application/pdf', 'image/png', 'x'])}\r\n\r\n${content}\r\n--b--\r\n`;
  const cut = dice.chance(0.2) ? whole.slice(0, dice.whole(0, whole.length)) : whole;
  return { type: `multipart/form-data${dice.chance(0.95) ? '; boundary=b' : ''}`, body: cut };
}

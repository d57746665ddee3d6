import type { Dice } from '../../forecast/dice.ts';

/** As much of a JSON Schema as we make values of. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
}

/** What people, scanners and broken programs type. */
const texts = [
  ...[
    '',
    ' ',
    '\t',
    '\n',
    '.',
    '..',
    '-',
    '%',
    "'",
    '"',
    '\\',
    '😀',
    '\u202e',
    '\ufeff',
    '\0',
    '\ud800',
    '𠮷',
  ],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'null', 'undefined', 'true', '[]', '{}'],
  ...['0', '-1', '1.5', '1e309', 'NaN', 'Infinity', '9007199254740993', '99999999999999999999', '2147483648'],
  ...['2026-02-30', '0000-00-00', '9999-12-31', '-271821-04-20', '+275760-09-13', '2026-11-24', '24:00'],
  ...['2026-11-24T10:00:00+99:99', '2026-11-24T10:00:00+08:00', '9999-12-31T23:59:59.999Z', '1764000000000'],
  ...[
    '../../etc/passwd',
    '//invalid.test',
    'javascript:alert(1)',
    "' or 1=1 --",
    '%00',
    '%ff',
    '$where',
    '*',
  ],
  ...[
    '<script>alert(1)</script>',
    '<%= 1 %>',
    '#{7*7}',
    '=1+1',
    '(((((((((((a+)+)+)+',
    'x\r\nSet-Cookie: a=b',
  ],
  ...['a'.repeat(300), '王'.repeat(3000), ' '.repeat(2000), '1'.repeat(400), 'x,'.repeat(500)],
  ...['BJ-TSY', 'HZ', 'BJ-TSY:A', 'RENEW', 'zh-CN', 'en', '13800138000', '91110108551385082Q', 'wu@li.cn'],
] as const;

const others = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e308,
  2 ** 53,
  [],
  {},
  [[]],
  [null],
  { a: { b: [] } },
] as const;

export function wildText(dice: Dice): string {
  if (dice.chance(0.85)) return dice.pick(texts);
  return Array.from({ length: dice.whole(1, 12) }, () =>
    String.fromCharCode(dice.chance(0.7) ? dice.whole(1, 255) : dice.whole(256, 65535)),
  ).join('');
}

export function wildValue(dice: Dice): unknown {
  return dice.chance(0.5) ? wildText(dice) : dice.pick(others);
}

/** Part of an address; badly encoded now and then. */
export function wildPart(dice: Dice): string {
  if (dice.chance(0.15))
    return dice.pick(['%', '%ff', '%00', '%2e%2e', '%2f', '%ED%A0%80', '%C0%AF', '%u0041']);
  const text = wildText(dice)
    .slice(0, 400)
    .replace(/\p{Surrogate}/gu, '?');
  return encodeURIComponent(text === '' ? ' ' : text);
}

/** A value for a schema: mostly what it asks for, now and then anything at all. `known`: by name, what there is. */
export function valueFor(schema: Schema, name: string, { dice, known, schemas }: Making): unknown {
  const making = { dice, known, schemas };
  if (dice.chance(0.08)) return wildValue(dice);
  if (schema.$ref !== undefined)
    return valueFor(schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}, name, making);
  if (known[name] !== undefined && schema.type === 'string' && dice.chance(0.7)) return known[name];
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return dice.pick(schema.enum);
  const choice = schema.anyOf ?? schema.oneOf;
  if (choice !== undefined) return valueFor(dice.pick(choice), name, making);
  if (schema.allOf !== undefined)
    return Object.assign({}, ...schema.allOf.map((each) => valueFor(each, name, making)));
  const type = typeof schema.type === 'string' ? schema.type : dice.pick(schema.type ?? ['string']);
  return ofType(type, schema, name, making);
}

interface Making {
  readonly dice: Dice;
  readonly known: Readonly<Record<string, unknown>>;
  readonly schemas: Readonly<Record<string, Schema>>;
}

function ofType(type: string, schema: Schema, name: string, making: Making): unknown {
  const { dice } = making;
  switch (type) {
    case 'object': {
      const made = Object.entries(schema.properties ?? {}).flatMap(([key, inner]) =>
        dice.chance(schema.required?.includes(key) ? 0.97 : 0.5)
          ? [[key, valueFor(inner, key, making)] as const]
          : [],
      );
      if (dice.chance(0.05)) made.push([wildText(dice), wildValue(dice)]);
      return Object.fromEntries(made);
    }
    case 'array': {
      const length = dice.chance(0.03) ? 300 : dice.whole(0, 3);
      return Array.from({ length }, () => valueFor(schema.items ?? {}, name, making));
    }
    case 'integer':
    case 'number':
      return dice.chance(0.8)
        ? dice.whole(schema.minimum ?? 0, Math.min(schema.maximum ?? 10, 1000))
        : dice.pick([schema.minimum ?? 0, schema.maximum ?? 0, -1, 1e308, 2 ** 53, 0.1]);
    case 'boolean':
      return dice.chance(0.5);
    case 'null':
      return null;
    default:
      return wildText(dice);
  }
}

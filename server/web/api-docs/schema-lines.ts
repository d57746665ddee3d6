type Schema = Readonly<Record<string, unknown>>;

/** One value of a body or an answer, as a line of a table. */
export interface SchemaLine {
  /** "contact.mobile", "[].code" */
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly about: string;
}

/** The name of a schema that stands below by itself; null: it is written out where it is. */
export interface ShapeOf {
  readonly lines: readonly SchemaLine[];
  /** of the whole, where it is a named one or a list of one */
  readonly name: string | null;
  readonly list: boolean;
}

const objectOf = (value: unknown): Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Schema) : {};

export function shapeOf(schema: Schema): ShapeOf {
  const list = schema['type'] === 'array';
  const of = list ? objectOf(schema['items']) : schema;
  const name = nameIn(of);
  return { lines: name === null ? linesOf(of) : [], name, list };
}

function nameIn(schema: Schema): string | null {
  return /^#\/components\/schemas\/(.+)$/.exec(String(schema['$ref'] ?? ''))?.[1] ?? null;
}

/** The fields of a schema, those within objects behind the object's name. */
export function linesOf(schema: Schema, prefix = ''): readonly SchemaLine[] {
  const required = new Set(Array.isArray(schema['required']) ? schema['required'] : []);
  return Object.entries(objectOf(schema['properties'])).flatMap(([name, value]) => {
    const field = objectOf(value);
    const inner = field['type'] === 'array' ? objectOf(field['items']) : field;
    const path = `${prefix}${name}`;
    const own: SchemaLine = {
      name: path,
      type: typeOf(field),
      required: required.has(name),
      about: typeof field['description'] === 'string' ? field['description'] : '',
    };
    const below = inner === field ? `${path}.` : `${path}[].`;
    return [own, ...(nameIn(inner) === null ? linesOf(inner, below) : [])];
  });
}

/** In a few words: a name, a type with its limits, the values that there are. */
export function typeOf(schema: Schema): string {
  const name = nameIn(schema);
  if (name !== null) return name;
  const choices = ['anyOf', 'oneOf'].flatMap((key) => (Array.isArray(schema[key]) ? schema[key] : []));
  if (choices.length > 0) return [...new Set(choices.map((one) => typeOf(objectOf(one))))].join(' | ');
  if (Array.isArray(schema['enum'])) return schema['enum'].map((one) => JSON.stringify(one)).join(' | ');
  if (schema['const'] !== undefined) return JSON.stringify(schema['const']);
  if (schema['type'] === 'array') return `${typeOf(objectOf(schema['items']))}[]`;
  const type = typeof schema['type'] === 'string' ? schema['type'] : 'any';
  const { format, maxLength } = schema;
  const limit = typeof maxLength === 'number' ? ` ≤ ${maxLength}` : '';
  return `${type}${typeof format === 'string' ? ` (${format})` : ''}${limit}`;
}

/** A shape with the name of its table. */
export interface LabelledShape {
  readonly shape: ShapeOf;
  readonly label: string;
}

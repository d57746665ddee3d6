/** A part of an OpenAPI document. */
export type Json = { readonly [name: string]: unknown };

type Way = 'asked' | 'answered';

interface Two {
  readonly before: Json;
  readonly after: Json;
}

const objectOf = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/**
 * What would break programs that are written against `before`: a call, a parameter or a field that is gone, what a caller has to send besides, what is taken
 * no longer, what is answered no longer or as something else. What is only added is none.
 */
export function breakages(before: Json, after: Json): readonly string[] {
  const found: string[] = [];
  const documents = { before, after };
  for (const [path, calls] of Object.entries(objectOf(before['paths'])))
    for (const [method, call] of Object.entries(objectOf(calls))) {
      const now = objectOf(objectOf(after['paths'])[path])[method];
      const at = `${method.toUpperCase()} ${path}`;
      if (now === undefined) found.push(`${at} is gone`);
      else found.push(...ofCall(at, { before: objectOf(call), after: objectOf(now) }, documents));
    }
  return [...new Set(found)];
}

function ofCall(at: string, { before, after }: Two, documents: Two): string[] {
  const found: string[] = [];
  if (before['security'] === undefined && after['security'] !== undefined)
    found.push(`${at} needs a key now`);
  const named = (call: Json) =>
    new Map(
      listOf(call['parameters']).map((one) => {
        const parameter = objectOf(one);
        return [`${String(parameter['in'])} ${String(parameter['name'])}`, parameter];
      }),
    );
  const parameters = named(after);
  for (const [name, parameter] of named(before)) {
    const now = parameters.get(name);
    if (now === undefined) {
      found.push(`${at}: ${name} is gone`);
      continue;
    }
    const schemas = { before: objectOf(parameter['schema']), after: objectOf(now['schema']) };
    found.push(...ofSchema(`${at}: ${name}`, schemas, 'asked', documents));
  }
  for (const [name, parameter] of parameters)
    if (parameter['required'] === true && named(before).get(name)?.['required'] !== true)
      found.push(`${at}: ${name} is required now`);
  const body = (call: Json) => schemaIn(objectOf(call['requestBody']));
  if (body(before) === null && body(after) !== null) found.push(`${at} needs a body now`);
  found.push(
    ...ofSchema(`${at} body`, { before: body(before) ?? {}, after: body(after) ?? {} }, 'asked', documents),
  );
  for (const [status, answer] of Object.entries(objectOf(before['responses']))) {
    if (!status.startsWith('2')) continue;
    const now = objectOf(after['responses'])[status];
    if (now === undefined) found.push(`${at} answers ${status} no more`);
    else {
      const schemas = { before: schemaIn(objectOf(answer)) ?? {}, after: schemaIn(objectOf(now)) ?? {} };
      found.push(...ofSchema(`${at} ${status}`, schemas, 'answered', documents));
    }
  }
  return found;
}

function schemaIn(holder: Json): Json | null {
  const schema = objectOf(objectOf(holder['content'])['application/json'])['schema'];
  return schema === undefined ? null : objectOf(schema);
}

function resolved(schema: Json, document: Json): Json {
  const name = /^#\/components\/schemas\/(.+)$/.exec(String(schema['$ref'] ?? ''))?.[1];
  if (name === undefined) return schema;
  return objectOf(objectOf(objectOf(document['components'])['schemas'])[name]);
}

/** Each is the less, the fewer values it lets through. */
const least = ['minLength', 'minimum', 'minItems', 'exclusiveMinimum'];
const most = ['maxLength', 'maximum', 'maxItems', 'exclusiveMaximum', 'maxProperties'];

function ofSchema(
  at: string,
  { before, after }: Two,
  way: Way,
  documents: Two,
  seen: ReadonlySet<string> = new Set(),
): string[] {
  const reference = `${String(before['$ref'])} ${String(after['$ref'])}`;
  if (before['$ref'] !== undefined && seen.has(reference)) return [];
  const within = new Set([...seen, reference]);
  const [was, is] = [resolved(before, documents.before), resolved(after, documents.after)];
  const found: string[] = [];
  const below = (name: string, schemas: Two) => ofSchema(`${at}${name}`, schemas, way, documents, within);
  if (was['type'] !== undefined && JSON.stringify(was['type']) !== JSON.stringify(is['type']))
    found.push(`${at} is ${String(is['type'] ?? 'anything')}, was ${String(was['type'])}`);
  const fields = objectOf(is['properties']);
  for (const [name, field] of Object.entries(objectOf(was['properties']))) {
    const now = fields[name];
    if (now === undefined) found.push(`${at}.${name} is gone`);
    else found.push(...below(`.${name}`, { before: objectOf(field), after: objectOf(now) }));
  }
  const [needed, needs] = [listOf(was['required']), listOf(is['required'])];
  if (way === 'asked')
    for (const name of needs) if (!needed.includes(name)) found.push(`${at}.${String(name)} is required now`);
  if (way === 'answered')
    for (const name of needed)
      if (!needs.includes(name) && fields[String(name)] !== undefined)
        found.push(`${at}.${String(name)} is not always there any more`);
  if (way === 'asked') found.push(...narrowed(at, was, is));
  if (was['items'] !== undefined)
    found.push(...below('[]', { before: objectOf(was['items']), after: objectOf(is['items']) }));
  for (const choice of ['anyOf', 'oneOf', 'allOf'])
    for (const [position, one] of listOf(was[choice]).entries()) {
      const now = listOf(is[choice])[position];
      if (now === undefined && way === 'asked') found.push(`${at} takes one form less`);
      else if (now !== undefined) found.push(...below('', { before: objectOf(one), after: objectOf(now) }));
    }
  return found;
}

/** What is taken no longer. */
function narrowed(at: string, was: Json, is: Json): string[] {
  const found: string[] = [];
  for (const name of least) {
    const [before, after] = [
      Number(was[name] ?? Number.NEGATIVE_INFINITY),
      Number(is[name] ?? Number.NEGATIVE_INFINITY),
    ];
    if (after > before) found.push(`${at}: ${name} is ${after} now`);
  }
  for (const name of most) {
    const [before, after] = [
      Number(was[name] ?? Number.POSITIVE_INFINITY),
      Number(is[name] ?? Number.POSITIVE_INFINITY),
    ];
    if (after < before) found.push(`${at}: ${name} is ${after} now`);
  }
  if (is['pattern'] !== undefined && is['pattern'] !== was['pattern']) found.push(`${at}: another pattern`);
  const taken = listOf(is['enum']);
  if (taken.length > 0) {
    if (was['enum'] === undefined) found.push(`${at} takes certain values only`);
    for (const value of listOf(was['enum']))
      if (!taken.includes(value)) found.push(`${at} takes ${String(value)} no more`);
  }
  return found;
}

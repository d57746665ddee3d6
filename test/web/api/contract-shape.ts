/** What other systems rely on, of an OpenAPI description: a line for each call and each thing of it. */
export interface Contract {
  /** "POST /bookings" */
  readonly calls: readonly string[];
  /** what must be given: "POST /bookings body.site: string" */
  readonly needed: readonly string[];
  /** what may be given */
  readonly taken: readonly string[];
  /** what is answered: "POST /bookings 201 reference: string" */
  readonly answered: readonly string[];
}

type Json = Readonly<Record<string, unknown>>;

const deepest = 8;

export function contractOf(document: Json): Contract {
  const calls: string[] = [];
  const needed: string[] = [];
  const taken: string[] = [];
  const answered: string[] = [];
  const resolve = (schema: Json): Json => {
    const reference = /^#\/components\/schemas\/(.+)$/.exec(String(schema['$ref'] ?? ''))?.[1];
    if (reference === undefined) return schema;
    return ((document['components'] as Json)['schemas'] as Json)[reference] as Json;
  };
  const walk = (
    given: Json,
    at: string,
    tell: (line: string, must: boolean) => void,
    must = true,
    depth = 0,
  ) => {
    const schema = resolve(given);
    const either = (schema['anyOf'] ?? schema['oneOf']) as readonly Json[] | undefined;
    if (either !== undefined) for (const one of either) walk(one, at, tell, must, depth + 1);
    if (schema['type'] !== undefined && at !== '') tell(`${at}: ${String(schema['type'])}`, must);
    if (depth > deepest) return;
    if (schema['items'] !== undefined) walk(schema['items'] as Json, `${at}[]`, tell, must, depth + 1);
    const required = (schema['required'] ?? []) as readonly string[];
    for (const [name, value] of Object.entries((schema['properties'] ?? {}) as Json))
      walk(
        value as Json,
        at === '' ? name : `${at}.${name}`,
        tell,
        must && required.includes(name),
        depth + 1,
      );
  };
  for (const [path, methods] of Object.entries(document['paths'] as Json))
    for (const [method, operation] of Object.entries(methods as Json)) {
      const call = `${method.toUpperCase()} ${path}`;
      calls.push(call);
      const {
        parameters = [],
        requestBody,
        responses,
      } = operation as {
        parameters?: readonly { name: string; in: string; required: boolean; schema: Json }[];
        requestBody?: { content: Record<string, { schema: Json }> };
        responses: Record<string, { content?: Record<string, { schema: Json }> }>;
      };
      const input = (line: string, must: boolean) => void (must ? needed : taken).push(`${call} ${line}`);
      for (const one of parameters)
        walk(one.schema, `${one.in}.${one.name}`, (line, must) => input(line, must && one.required));
      const body = requestBody?.content['application/json']?.schema;
      if (body !== undefined) walk(body, 'body', input);
      for (const [status, { content }] of Object.entries(responses)) {
        const schema = content?.['application/json']?.schema;
        if (schema !== undefined)
          walk(schema, 'answer', (line) => void answered.push(`${call} ${status} ${line}`));
      }
    }
  const plain = (lines: readonly string[]) => [...new Set(lines)].sort();
  return { calls: plain(calls), needed: plain(needed), taken: plain(taken), answered: plain(answered) };
}

/** What of `now` would break a program that was written for `then`, a line each. */
export function brokenBy(then: Contract, now: Contract): readonly string[] {
  const has = (list: readonly string[]) => new Set(list);
  const [calls, answered] = [has(now.calls), has(now.answered)];
  const inputs = has([...now.needed, ...now.taken]);
  const before = has([...then.needed, ...then.taken]);
  const known = has(then.calls);
  const required = has(then.needed);
  const ofKnown = (line: string) => known.has(line.split(' ').slice(0, 2).join(' '));
  return [
    ...then.calls.filter((call) => !calls.has(call)).map((call) => `gone: ${call}`),
    ...then.answered.filter((line) => !answered.has(line)).map((line) => `no longer answered: ${line}`),
    ...[...before].filter((line) => !inputs.has(line)).map((line) => `no longer taken: ${line}`),
    ...now.needed
      .filter((line) => ofKnown(line) && !required.has(line))
      .map((line) => `newly needed: ${line}`),
  ];
}

import { z } from 'zod';
import type { RefusalCode } from '../../domain/refusal-codes.ts';
import { paths } from '../paths.ts';
import { type AnyCall, takesStrangersKey } from './api-call.ts';
import { problemStatus } from './problem-status.ts';
import { namedSchemas } from './schemas/named.ts';
import { problemSchema } from './schemas/problem-schema.ts';

type Json = Readonly<Record<string, unknown>>;

const refTo = (id: string): string => `#/components/schemas/${id}`;

/** The OpenAPI 3.1 description of the calls, from the very schemas that validate. */
export function openApiDocument(calls: readonly AnyCall[]): Json {
  const routes: Record<string, Record<string, Json>> = {};
  for (const call of calls) {
    const route = routes[call.path] ?? {};
    route[call.method] = operation(call);
    routes[call.path] = route;
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Electronic Port hall',
      version: '1',
      description:
        'Booking of visits and the queue of the halls. Names are in Chinese and English, instants ISO 8601 with offset, errors problem details (RFC 9457) with a stable code.',
    },
    servers: [{ url: paths.api.root() }],
    paths: routes,
    components: {
      schemas: componentSchemas(),
      securitySchemes: {
        key: {
          type: 'http',
          scheme: 'bearer',
          description: 'A staff or device key, made by an administrator',
        },
        holder: { type: 'http', scheme: 'bearer', description: 'The token of a booking' },
      },
    },
  };
}

function componentSchemas(): Json {
  const { schemas } = z.toJSONSchema(namedSchemas, { io: 'input', unrepresentable: 'any', uri: refTo });
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, bare(schema)]));
}

/** JSON Schema as OpenAPI embeds it. */
function bare(schema: object): Json {
  const { $schema: _dialect, $id: _id, '~standard': _standard, ...rest } = schema as Record<string, unknown>;
  return rest;
}

function schemaOf(schema: z.ZodType): Json {
  const own = namedSchemas.get(schema);
  if (own !== undefined) return { $ref: refTo(own.id) };
  if (schema instanceof z.ZodArray) return { type: 'array', items: schemaOf(schema.element as z.ZodType) };
  return bare(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
}

function operation(call: AnyCall): Json {
  const byToken = call.access === 'holder' && !call.path.includes('{token}');
  const needsKey = call.access === 'device' || call.access === 'staff';
  return {
    operationId: call.id,
    summary: call.summary,
    tags: [call.path.split('/')[1] ?? ''],
    ...(byToken ? { security: [{ holder: [] }] } : needsKey ? { security: [{ key: [] }] } : {}),
    parameters: [...pathParameters(call), ...queryParameters(call), ...headerParameters(call)],
    ...bodyOf(call),
    responses: responses(call, needsKey),
  };
}

function pathParameters({ path }: AnyCall): Json[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

function queryParameters({ query }: AnyCall): Json[] {
  if (!(query instanceof z.ZodObject)) return [];
  return Object.entries(query.shape as Record<string, z.ZodType>).map(([name, schema]) => ({
    name,
    in: 'query',
    required: !schema.safeParse(undefined).success,
    schema: schemaOf(schema),
  }));
}

function headerParameters({ idempotent }: AnyCall): Json[] {
  const language = {
    name: 'Accept-Language',
    in: 'header',
    required: false,
    schema: { type: 'string' },
    description: 'Of problems',
  };
  if (idempotent !== true) return [language];
  const schema = { type: 'string', minLength: 1, maxLength: 200 };
  const description =
    'The same key again within two days answers what was answered before. A key is its caller’s own: of the API key or the secret that is sent as Bearer, without one of the network (/24, /64) that the call comes from';
  return [{ name: 'Idempotency-Key', in: 'header', required: false, schema, description }, language];
}

function bodyOf({ body }: AnyCall): Json {
  if (body === undefined || body instanceof z.ZodUnknown) return {};
  return { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body) } } } };
}

function responses(call: AnyCall, needsKey: boolean): Json {
  const ok = { description: 'Done', content: { 'application/json': { schema: schemaOf(call.answer) } } };
  const byStatus = new Map<number, RefusalCode[]>();
  for (const code of refusalsOf(call, needsKey)) {
    const status = problemStatus[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const problems = [...byStatus].map(
    ([status, codes]) => [String(status), problemResponse(status, codes)] as const,
  );
  return { [call.status]: ok, ...Object.fromEntries(problems) };
}

function refusalsOf(call: AnyCall, needsKey: boolean): ReadonlySet<RefusalCode> {
  const post: readonly RefusalCode[] = ['malformed_body', 'body_too_large', 'unsupported_media_type'];
  return new Set<RefusalCode>([
    ...call.refusals,
    'unavailable',
    ...(call.query !== undefined || (call.body !== undefined && !(call.body instanceof z.ZodUnknown))
      ? (['invalid_input'] as const)
      : []),
    ...(call.method === 'post' ? post : []),
    ...(call.idempotent === true ? (['idempotency_mismatch'] as const) : []),
    ...(needsKey ? (['invalid_key', 'not_permitted'] as const) : []),
    ...(call.perMinute === undefined && !takesStrangersKey(call) ? [] : (['too_many_requests'] as const)),
  ]);
}

function problemResponse(status: number, codes: readonly RefusalCode[]): Json {
  const description = codes.join(', ');
  if (status === 204) return { description };
  const retry =
    status === 429 || status === 503
      ? { headers: { 'Retry-After': { schema: { type: 'integer' }, description: 'Seconds' } } }
      : {};
  return {
    description,
    ...retry,
    content: { 'application/problem+json': { schema: schemaOf(problemSchema) } },
  };
}

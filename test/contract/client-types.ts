import { compile } from 'json-schema-to-typescript';
import type { Json } from './breakages.ts';

type Parts = Readonly<Record<string, Json>>;

const banner = `/**
 * Types for programs that call the API, made from its description by "npm run contract".
 * Operations by their name: what they are asked, and what they answer.
 */`;

/** The types of every call of a description. */
export function clientTypes(document: Json): Promise<string> {
  const components = document['components'] as { readonly schemas: Parts };
  const paths = document['paths'] as Readonly<Record<string, Parts>>;
  const calls = Object.values(paths).flatMap((methods) => Object.values(methods));
  const schema = {
    title: 'HallApi',
    type: 'object',
    additionalProperties: false,
    required: calls.map((call) => String(call['operationId'])),
    properties: Object.fromEntries(calls.map((call) => [String(call['operationId']), typesOf(call)])),
    definitions: components.schemas,
  };
  const text = JSON.stringify(schema).replaceAll('#/components/schemas/', '#/definitions/');
  return compile(JSON.parse(text) as object, 'HallApi', {
    bannerComment: banner,
    additionalProperties: false,
    format: true,
    style: { singleQuote: true, printWidth: 110 },
    unreachableDefinitions: false,
    ignoreMinAndMaxItems: true,
  });
}

interface Holder {
  readonly content?: { readonly 'application/json'?: { readonly schema: Json } };
}

function typesOf(call: Json): object {
  const parameters = (call['parameters'] ?? []) as readonly {
    readonly name: string;
    readonly in: string;
    readonly required: boolean;
    readonly schema: Json;
  }[];
  const group = (where: string): object => {
    const own = parameters.filter((one) => one.in === where);
    return {
      type: 'object',
      additionalProperties: false,
      required: own.filter(({ required }) => required).map(({ name }) => name),
      properties: Object.fromEntries(own.map(({ name, schema }) => [name, schema])),
    };
  };
  const schemaOf = (holder: unknown): Json | undefined =>
    (holder as Holder | undefined)?.content?.['application/json']?.schema;
  const body = schemaOf(call['requestBody']);
  const responses = call['responses'] as Readonly<Record<string, unknown>>;
  const answer = Object.entries(responses).find(([status]) => /^20[01]$/.test(status))?.[1];
  const parts = {
    path: group('path'),
    query: group('query'),
    ...(body === undefined ? {} : { body }),
    answer: schemaOf(answer) ?? {},
  };
  return {
    type: 'object',
    description: String(call['summary']),
    additionalProperties: false,
    required: Object.keys(parts),
    properties: parts,
  };
}

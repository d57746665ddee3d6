import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RequestHandler } from 'express';
import type { System } from '../../actions/system.ts';
import { isWordKey, type Translate } from '../../locales/words.ts';
import { allCalls } from '../api/all-calls.ts';
import type { AnyCall } from '../api/api-call.ts';
import { openApiDocument } from '../api/openapi.ts';
import type { DeclaredPage } from '../declared-page.ts';
import { pageContext } from '../page-context.ts';
import { paths } from '../paths.ts';
import { type Page, renderPage } from '../render-page.ts';
import { curlOf, variables } from './call-examples.ts';
import { linesOf, type SchemaLine, type ShapeOf, shapeOf, typeOf } from './schema-lines.ts';

interface ParameterLine extends SchemaLine {
  readonly where: string;
}

export interface CallView {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly access: string;
  readonly parameters: readonly ParameterLine[];
  readonly body: ShapeOf | null;
  readonly status: number;
  readonly answer: ShapeOf;
  readonly errors: readonly { readonly status: string; readonly codes: string }[];
  readonly curl: string;
}

export interface DocsView {
  readonly openapiHref: string;
  readonly typesHref: string;
  readonly variables: string;
  readonly groups: readonly {
    readonly tag: string;
    readonly name: string;
    readonly calls: readonly CallView[];
  }[];
  readonly schemas: readonly {
    readonly name: string;
    readonly type: string;
    readonly lines: readonly SchemaLine[];
  }[];
}

const docsPage: Page<DocsView> = {
  template: 'api-docs/docs',
  layout: 'public',
  title: (_view, { t }) => t('common.titleEnd', { title: t('docs.title') }),
  description: (_view, { t }) => t('docs.lede'),
};

interface Described {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Readonly<Record<string, unknown>>>> };
}

type Content = { readonly content?: Readonly<Record<string, { readonly schema: Record<string, unknown> }>> };

interface Operation {
  readonly tags: readonly string[];
  readonly parameters: readonly {
    readonly name: string;
    readonly in: 'path' | 'query' | 'header';
    readonly required: boolean;
    readonly schema: Readonly<Record<string, unknown>>;
    readonly description?: string;
  }[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content & { readonly description: string }>>;
}

function callView(call: AnyCall, operation: Operation, t: Translate): CallView {
  const key = `docs.call.${call.id}`;
  const schema = (of: Content | undefined) => of?.content?.['application/json']?.schema;
  const body = schema(operation.requestBody);
  return {
    id: call.id,
    method: call.method.toUpperCase(),
    path: call.path,
    summary: isWordKey(key) ? t(key) : call.summary,
    access: t(`docs.access.${call.access}`),
    parameters: operation.parameters.map((one) => ({
      name: one.name,
      where: t(`docs.in.${one.in}`),
      type: typeOf(one.schema),
      required: one.required,
      about: one.description ?? String(one.schema['description'] ?? ''),
    })),
    body: body === undefined ? null : shapeOf(body),
    status: call.status,
    answer: shapeOf(schema(operation.responses[call.status]) ?? {}),
    errors: Object.entries(operation.responses)
      .filter(([status]) => status !== String(call.status))
      .map(([status, { description }]) => ({ status, codes: description })),
    curl: curlOf(call),
  };
}

function docsView(system: Pick<System, 'baseUrl'>, t: Translate): DocsView {
  const described = openApiDocument(allCalls) as unknown as Described;
  const groups = new Map<string, CallView[]>();
  for (const call of allCalls) {
    const operation = described.paths[call.path]?.[call.method];
    if (operation === undefined) continue;
    const [tag = ''] = operation.tags;
    groups.set(tag, [...(groups.get(tag) ?? []), callView(call, operation, t)]);
  }
  return {
    openapiHref: paths.api.openapi(),
    typesHref: paths.api.types(),
    variables: variables(system.baseUrl()),
    groups: [...groups].map(([tag, calls]) => {
      const key = `docs.tag.${tag}`;
      return { tag, calls, name: isWordKey(key) ? t(key) : tag };
    }),
    schemas: Object.entries(described.components.schemas).map(([name, schema]) => ({
      name,
      type: typeOf(schema),
      lines: linesOf(schema),
    })),
  };
}

/** It says the same until the program is another one: a view for each language. */
function showDocs(system: Pick<System, 'baseUrl'>): RequestHandler {
  const views = new Map<string, DocsView>();
  return (request, response) => {
    const { t, locale } = pageContext(request);
    const view = views.get(locale) ?? docsView(system, t);
    views.set(locale, view);
    renderPage(response, docsPage, view);
  };
}

const typesFile = join(import.meta.dirname, '../api/client/hall-api.d.mts');

function showTypes(): RequestHandler {
  return async (_request, response) => {
    response
      .set('Cache-Control', 'public, max-age=300')
      .type('text/plain')
      .send(await readFile(typesFile));
  };
}

const audience = 'everybody';

/** The API as people read it, and as a compiler does. */
export const docsPages: readonly DeclaredPage[] = [
  { path: paths.api.docs(), audience, get: showDocs, bothLanguages: true },
  { path: paths.api.types(), audience, get: showTypes, answers: 'file' },
];

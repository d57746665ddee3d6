import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ejs from 'ejs';
import type { Response } from 'express';
import { keptHtml } from './kept-page.ts';
import { type PageContext, pageContext } from './page-context.ts';
import { type Paths, paths } from './paths.ts';
import { type Broken, brokenText, unmarked } from './phrases.ts';
import { type SafeHtml, safeHtml } from './safe-html.ts';
import { endSqueezed, isOpenPage } from './squeeze.ts';
import type { FillPartial, PartialName, PartialView, TemplateFor } from './templates.ts';

const viewFolder = fileURLToPath(new URL('../../views', import.meta.url));

/** A page: which template, in which layout, with which styles and scripts. `View` is the type of its view-model. */
export interface Page<View> {
  /** template under views/, without extension, e.g. "public/home" */
  readonly template: TemplateFor<View>;
  /** template under views/layouts/ */
  readonly layout: 'public' | 'focus' | 'staff' | 'admin' | 'bare';
  readonly title: (view: View, page: PageContext) => string;
  /** stylesheet of the layouts `staff` and `bare`: "kiosk", "display", "counter", "admin"; otherwise public */
  readonly surface?: string;
  /** meta description, for public pages */
  readonly description?: (view: View, page: PageContext) => string | null;
  /** bundles of public/scripts, e.g. "site-board.js" */
  readonly scripts?: readonly string[];
  /** an open page whose view is the same object as long as it says the same, and which shows neither the time nor a form: it is rendered once */
  readonly kept?: true;
}

/** What templates see as `page`, besides the context of the request. */
export interface TemplatePage extends PageContext {
  readonly paths: Paths;
  readonly title: string;
  readonly surface: string;
  readonly description: string | null;
  readonly scripts: readonly string[];
  /** path of the hashed file, e.g. asset('styles/public.css') */
  readonly asset: (name: string) => string;
  /** a text with the places where it may be broken */
  readonly broken: (text: string) => Broken;
}

/** What templates know besides their view. @public: what `npm run check` writes of them names it. */
export interface TemplateParts {
  readonly page: TemplatePage;
  /** in layouts: the page itself */
  readonly body: SafeHtml;
  readonly partial: FillPartial;
}

/** Surfaces of the office and the hall, which have room: a line may end there where it will. */
const wide = new Set(['admin', 'counter', 'day', 'display', 'floor', 'replay', 'statistics']);
const templates = new Map<string, ejs.TemplateFunction>();

/** Answers with a page. The status is what the response already has (200 unless set). */
export function renderPage<View extends object>(response: Response, page: Page<View>, view: View): void {
  const context = pageContext(response.req);
  const make = (): string => pageHtml(context, page, view, response.statusCode);
  const open = isOpenPage(response.req);
  const same = open && page.kept === true && response.statusCode === 200;
  const html = same ? keptHtml(view, context, make) : make();
  response.set('Content-Type', 'text/html; charset=utf-8');
  // what is free or waits is of this moment; Back may show what was there
  if (response.get('Cache-Control') === undefined) response.set('Cache-Control', 'private, no-cache');
  if (open || typeof html !== 'string') endSqueezed(response, html);
  else {
    // express would make a buffer of it; as one string it travels in one piece with its headers
    response.set('Content-Length', String(Buffer.byteLength(html)));
    response.end(html);
  }
}

/** The whole HTML of a page. The title of one that was not accepted says so first, before anything else is read out. */
export function pageHtml<View extends object>(
  context: PageContext,
  page: Page<View>,
  view: View,
  status = 200,
): string {
  const title = page.title(view, context);
  const shown: TemplatePage = {
    ...context,
    paths,
    title: status === 422 || status === 409 ? context.t('common.wrongTitle', { title }) : title,
    surface: page.surface ?? 'public',
    description: page.description?.(view, context) ?? null,
    scripts: page.scripts ?? [],
    asset: context.assets.path,
    broken: (text) => (wide.has(page.surface ?? '') ? unmarked(text) : brokenText(text, context.locale)),
  };
  const body = fill(page.template, view, shown);
  return fill(`layouts/${page.layout}`, view, shown, body);
}

/** A partial alone, for live updates: the very template that the page includes. */
export function partialHtml<Name extends PartialName>(
  context: PageContext,
  name: Name,
  ...view: PartialView<Name>
): SafeHtml {
  const page: TemplatePage = {
    ...context,
    paths,
    title: '',
    surface: '',
    description: null,
    scripts: [],
    asset: context.assets.path,
    broken: (text) => brokenText(text, context.locale),
  };
  return fill(`partials/${name}`, view[0] ?? null, page);
}

/** `partial` is what templates use instead of ejs's own include, which asks the file system on every call. */
function fill(name: string, view: object | null, page: TemplatePage, body: string = ''): SafeHtml {
  const partial: FillPartial = (inner, ...innerView) => fill(`partials/${inner}`, innerView[0] ?? null, page);
  const data = { view, page, body, partial };
  let fast = templates.get(name);
  if (fast === undefined) {
    fast = compile(name, false);
    templates.set(name, fast);
  }
  try {
    return safeHtml(fast(data));
  } catch {
    // once more with line numbers, which double the time of a page: it throws again and says where
    return safeHtml(compile(name, true)(data));
  }
}

function compile(name: string, compileDebug: boolean): ejs.TemplateFunction {
  const filename = join(viewFolder, `${name}.ejs`);
  return ejs.compile(readFileSync(filename, 'utf8'), {
    filename,
    compileDebug,
    _with: false,
    destructuredLocals: ['view', 'page', 'body', 'partial'],
    rmWhitespace: true,
  });
}

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build, stop, transform } from 'esbuild';
import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import { otherFaces, serveWordFonts, wordFaces } from './font/word-fonts.ts';
import { fontPackage } from './picture/font-slices.ts';

const publicFolder = fileURLToPath(new URL('../../public', import.meta.url));
export const fontStyle = 'styles/noto-sans-sc.css';
const forever = 'public, max-age=31536000, immutable';

/** The files that browsers load: bundled once at start-up, kept in memory under names that carry their hash. */
export interface Assets {
  /** address of a file, e.g. path('styles/public.css') → "/assets/styles/public.3fa9c1d2.css" */
  readonly path: (name: string) => string;
  /** serves them; to be mounted at /assets */
  readonly serve: RequestHandler;
}

interface Asset {
  readonly name: string;
  readonly body: Buffer;
  /** squeezed when first asked for, then kept */
  packed: Partial<Record<'br' | 'gzip', Promise<Buffer>>>;
}

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.wav': 'audio/wav',
  '.m4a': 'audio/mp4',
};
const compressible = new Set(['.css', '.js', '.svg', '.json', '.webmanifest']);

let building: Promise<Assets> | undefined;

/** Builds the assets; once in a process, since the sources do not change while it runs. */
export function loadAssets(): Promise<Assets> {
  building ??= buildAssets();
  return building;
}

async function buildAssets(): Promise<Assets> {
  const files = [
    ...(await bundle()),
    ...(await fontStyles()),
    ...wordStyles(),
    ...plainFiles('images'),
    ...plainFiles('sounds'),
  ];
  // its compiler waits in a process of its own, 50 MB, and nothing more is built
  await stop();
  const byName = new Map<string, string>();
  const byAddress = new Map<string, Asset>();
  for (const [name, body] of files) {
    const address = hashed(name, body);
    byName.set(name, `/assets${address}`);
    byAddress.set(address, { name, body, packed: {} });
  }
  const router = Router();
  router.use('/fonts', readableAnywhere, serveWordFonts);
  router.use(
    '/fonts',
    express.static(join(fontPackage, 'files'), { immutable: true, maxAge: '365d', index: false }),
  );
  router.use((request, response, next) => {
    const asset = byAddress.get(request.path);
    if (asset === undefined || (request.method !== 'GET' && request.method !== 'HEAD')) next();
    else send(asset, request, response).catch(next);
  });
  return {
    path: (name) => {
      const address = byName.get(name);
      if (address === undefined) throw new Error(`no asset ${name}`);
      return address;
    },
    serve: router,
  };
}

async function bundle(): Promise<[string, Buffer][]> {
  const entries = [...entriesOf('scripts', '.ts'), ...entriesOf('styles', '.css')];
  const result = await build({
    entryPoints: entries.map((entry) => join(publicFolder, entry)),
    outbase: publicFolder,
    outdir: publicFolder,
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    external: ['/assets/*'],
    loader: { '.svg': 'dataurl' },
    legalComments: 'none',
    logLevel: 'silent',
  });
  return result.outputFiles.map((file) => [
    file.path.slice(publicFolder.length + 1).replaceAll('\\', '/'),
    Buffer.from(file.contents),
  ]);
}

/**
 * The faces of Noto Sans SC, cut by unicode range, for machines without a Chinese font (see public/scripts/chinese-font.ts). Setting
 * the property makes the browser lay out again what it has already drawn as boxes; late faces alone do not.
 */
async function fontStyles(): Promise<[string, Buffer][]> {
  const source = readFileSync(join(fontPackage, 'index.css'), 'utf8').replaceAll(
    './files/',
    '/assets/fonts/',
  );
  const use = ':root { --sans: "Noto Sans SC Variable", sans-serif }';
  const { code } = await transform(`${source}\n${use}`, { loader: 'css', minify: true });
  return [[fontStyle, Buffer.from(code)]];
}

function wordStyles(): [string, Buffer][] {
  return [
    ['styles/chinese-words.css', Buffer.from(wordFaces())],
    ['styles/chinese-others.css', Buffer.from(otherFaces())],
  ];
}

/** A sandboxed frame with a mail in it is nobody's origin, and has Chinese to show as well. The font is public. */
const readableAnywhere: RequestHandler = (_request, response, next) => {
  response.set({ 'Cross-Origin-Resource-Policy': 'cross-origin', 'Access-Control-Allow-Origin': '*' });
  next();
};

function entriesOf(folder: string, extension: string): string[] {
  return readdirSync(join(publicFolder, folder))
    .filter((name) => name.endsWith(extension))
    .map((name) => `${folder}/${name}`);
}

function plainFiles(folder: string): [string, Buffer][] {
  const root = join(publicFolder, folder);
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => contentTypes[extname(name)] !== undefined)
    .map((name) => [`${folder}/${name.replaceAll('\\', '/')}`, readFileSync(join(root, name))]);
}

function hashed(name: string, body: Buffer): string {
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 10);
  const extension = extname(name);
  return `/${name.slice(0, -extension.length)}.${hash}${extension}`;
}

async function send(asset: Asset, request: Request, response: Response): Promise<void> {
  const extension = extname(asset.name);
  response.set('Content-Type', contentTypes[extension] ?? 'application/octet-stream');
  response.set('Cache-Control', forever);
  if (asset.name === fontStyle) readableAnywhere(request, response, () => {});
  let body = asset.body;
  if (compressible.has(extension)) {
    response.vary('Accept-Encoding');
    const encoding = request.acceptsEncodings('br', 'gzip', 'identity');
    if (encoding === 'br' || encoding === 'gzip') {
      response.set('Content-Encoding', encoding);
      asset.packed[encoding] ??= squeeze(asset.body, encoding);
      body = await asset.packed[encoding];
    }
  }
  response.set('Content-Length', String(body.length));
  response.end(request.method === 'HEAD' ? undefined : body);
}

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

function squeeze(body: Buffer, encoding: 'br' | 'gzip'): Promise<Buffer> {
  if (encoding === 'gzip') return toGzip(body, { level: 9 });
  return toBrotli(body, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: body.length } });
}

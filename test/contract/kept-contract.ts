import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allCalls } from '../../server/web/api/all-calls.ts';
import { openApiDocument } from '../../server/web/api/openapi.ts';
import type { Json } from './breakages.ts';

/** The contract that programs were written against. */
export const contractFile = join(import.meta.dirname, 'contract.json');
/** What a TypeScript client takes. */
export const typesFile = join(import.meta.dirname, '../../server/web/api/client/hall-api.d.mts');

export function keptContract(): Json {
  return JSON.parse(readFileSync(contractFile, 'utf8')) as Json;
}

/** As the description is written, which is what callers see. */
export function contractNow(): Json {
  return JSON.parse(JSON.stringify(openApiDocument(allCalls))) as Json;
}

import { readFile } from 'node:fs/promises';
import { lookAtFile, type RecognisedFile } from '../../domain/agency/file-kind.ts';
import { type Outcome, refuse } from '../../domain/outcome.ts';
import { activePartOf, inTurns } from './inspect-file.ts';

/** What lies at a path, and that nothing in it does something by itself. Refuses as `lookAtFile`, and with upload_active. */
export async function lookAt(path: string): Promise<Outcome<RecognisedFile>> {
  const bytes = await readFile(path);
  const file = await inTurns(lookAtFile(bytes));
  if (!file.ok || file.value.kind !== 'pdf') return file;
  const found = await activePartOf(bytes.subarray(0, file.value.length));
  return found === null ? file : refuse('upload_active', { found });
}

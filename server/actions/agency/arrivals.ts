import { resolve } from 'node:path';
import type { Config } from '../../config.ts';

/** The folder in which files lie while they arrive and are looked at, each for as long as its request. */
export function arrivals({ varFolder }: Pick<Config, 'varFolder'>): string {
  return resolve(varFolder, 'tmp');
}

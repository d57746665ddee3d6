import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { ConfigError } from './config.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const variable = 'HALL_ENVIRONMENT';
/** Where the systemd unit has its settings. */
export const usualFile = '/etc/hall/environment';

/**
 * The environment with what the file has that HALL_ENVIRONMENT names, so that tools run with the settings of the service. What is set
 * already counts more. Throws ConfigError.
 */
export function withEnvironmentFile(environment: Environment): Environment {
  const file = environment[variable];
  if (file === undefined || file === '') return environment;
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigError(`${variable}: ${file} cannot be read (${(error as { code?: string }).code})`);
  }
  // systemd takes the sign as part of the value, here it would begin a comment: a secret would be another one
  const unquoted = /^\s*(\w+)\s*=(?!\s*["']).*#/m.exec(text);
  if (unquoted !== null)
    throw new ConfigError(`${variable}: put the value of ${unquoted[1]} in ${file} in double quotes`);
  return { ...parseEnv(text), ...environment };
}

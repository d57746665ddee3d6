import { accept, type Outcome, refuse } from '../outcome.ts';
import { isOfOfficeWords } from './password-strength.ts';

export const shortestPassword = 12;
const longest = 200;

/** Why a password is refused. */
export type PasswordFault = 'short' | 'long' | 'repeats' | 'named' | 'guessed' | 'office' | 'walk' | 'same';

/** What guessers try first, in Chinese offices too; digits and signs around it do not help. */
const guessed =
  /^(password|passw0rd|p@ssw0rd|admin|administrator|welcome|qwerty|qwertyuiop|asdfgh|zxcvbn|1q2w3e4r|1qaz2wsx|iloveyou|woaini|letmein|abc|abcd|abcdef|test|user|root|dianzikouan|haiguan|customs|eport|chinaport|changeme)+$/;

/** What a password is besides digits and signs at either end, and whether that is nothing but a run of the keyboard or the alphabet. */
function isGuessed(password: string): boolean {
  const lower = password.toLowerCase();
  const core = lower.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  if (guessed.test(core) || guessed.test(lower.replace(/[^\p{L}\p{N}@]/gu, ''))) return true;
  const runs = [
    '0123456789',
    '9876543210',
    'abcdefghijklmnopqrstuvwxyz',
    'qwertyuiop',
    'asdfghjkl',
    'zxcvbnm',
  ];
  const left = runs.reduce((rest, run) => withoutRuns(rest, run), lower);
  return left.length < lower.length / 3;
}

/** Takes out stretches of at least four characters that follow each other in `run`, which may begin anew. */
function withoutRuns(text: string, run: string): string {
  let rest = text;
  for (let length = run.length; length >= 4; length -= 1)
    for (let from = 0; from + length <= run.length; from += 1)
      rest = rest.replaceAll(run.slice(from, from + length), '');
  return rest;
}

function faultOf(password: string, username: string): PasswordFault | null {
  if (password.length < shortestPassword) return 'short';
  if (password.length > longest) return 'long';
  if (username.length >= 3 && password.toLowerCase().includes(username.toLowerCase())) return 'named';
  if (new Set(password).size < 6) return 'repeats';
  if (isGuessed(password)) return 'guessed';
  if (isOfOfficeWords(password)) return 'office';
  return null;
}

/**
 * Long, not the name of the account, and none of those that are tried first; of which kinds of character is for its owner to choose (ASVS 5.0,
 * V6.2.5). How hard it is to guess, the complexity that GB/T 22239 asks for, says `checkStrength`. Refuses with `weak_password`, its
 * `why` is a PasswordFault.
 */
export function checkPassword(password: string, username: string): Outcome<string> {
  const fault = faultOf(password, username);
  return fault === null
    ? accept(password)
    : refuse('weak_password', { shortest: shortestPassword, why: fault });
}

import { accept, type Outcome, refuse } from '../outcome.ts';

export const shortestPassword = 12;
const longest = 200;

/** Level 2 of GB/T 22239: long, of mixed kinds, not the name of the account. Refuses with `weak_password`. */
export function checkPassword(password: string, username: string): Outcome<string> {
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u].filter((kind) =>
    kind.test(password),
  ).length;
  const tooPlain = kinds < 2 && password.length < 20;
  const repeats = new Set(password).size < 6;
  const named = username.length >= 3 && password.toLowerCase().includes(username.toLowerCase());
  if (password.length < shortestPassword || password.length > longest || tooPlain || repeats || named) {
    return refuse('weak_password', { shortest: shortestPassword });
  }
  return accept(password);
}

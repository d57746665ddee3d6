/**
 * What may be known of an error outside the database. Its own text may quote what somebody has typed (a driver's, a mail server's, that of a
 * parser), so that only its class, its code and the places in our sources leave.
 */
export interface LoggableError {
  readonly type: string;
  readonly code?: string;
  /** the text of those whose text is ours or the engine's, with everything quoted, addressed or numbered blanked */
  readonly message?: string;
  /** names of our own schema */
  readonly constraint?: string;
  readonly table?: string;
  readonly column?: string;
  readonly stack?: readonly string[];
  readonly cause?: LoggableError;
}

const longest = 300;
/** Characters of what an error says that is looked into. */
const longestSaid = 2000;
const deepest = 3;
/** Whose text never comes from outside. A parser's error is a SyntaxError; channels have errors of their own. */
const speaking = new Set(['Error', 'TypeError', 'RangeError', 'ReferenceError', 'DatabaseError', 'error']);

export function loggableError(error: unknown, depth = 1): LoggableError {
  if (!(error instanceof Error)) return { type: typeof error };
  const fields = error as Error & Readonly<Record<string, unknown>>;
  const code = nameIn(fields, 'code');
  const constraint = nameIn(fields, 'constraint');
  const table = nameIn(fields, 'table');
  const column = nameIn(fields, 'column');
  const message = loggableMessage(error, code);
  const stack = framesOf(error);
  return {
    type: /^error$/i.test(error.name) ? error.constructor.name : error.name,
    ...(code === undefined ? {} : { code }),
    ...(message === undefined ? {} : { message }),
    ...(constraint === undefined ? {} : { constraint }),
    ...(table === undefined ? {} : { table }),
    ...(column === undefined ? {} : { column }),
    ...(stack.length === 0 ? {} : { stack }),
    ...(fields.cause === undefined || depth >= deepest
      ? {}
      : { cause: loggableError(fields.cause, depth + 1) }),
  };
}

/** For a terminal, in one line: our own sentences as they are, of everything else what may be known. */
export function plainError(error: unknown): string {
  if (!(error instanceof Error)) return 'an error that says nothing';
  const code = nameIn(error as Error & Readonly<Record<string, unknown>>, 'code');
  // what the system says of files and connections names those, and nobody
  const own = code === undefined ? error.name !== 'SyntaxError' : 'syscall' in error;
  if (own) return error.message;
  const { type, message, constraint, table } = loggableError(error);
  const where = [constraint, table].filter((name) => name !== undefined && !message?.includes(name));
  const named = code === undefined || message?.startsWith(code) === true ? [] : [code];
  return [...(code === undefined ? [type] : named), message, ...where]
    .filter((part) => part !== undefined && part !== '')
    .join(': ');
}

/** Details of a line in the log, with every error in them made loggable, however deep it stands. */
export function loggableDetails(details: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(details).map(([name, value]) => [name, loggable(value, 1)]));
}

function loggable(value: unknown, depth: number): unknown {
  if (value instanceof Error) return loggableError(value);
  if (typeof value !== 'object' || value === null) return value;
  // whatever stands deeper is nothing that a line of ours has
  if (depth >= deepest) return '…';
  if (Array.isArray(value)) return value.map((one) => loggable(one, depth + 1));
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, loggable(one, depth + 1)]));
}

function loggableMessage(error: Error, code: string | undefined): string | undefined {
  if (!speaking.has(error.name) || !speaking.has(error.constructor.name)) return undefined;
  const database = code !== undefined && /^(SQLITE_\w+|[0-9A-Z]{5})$/.test(code);
  // a mail server's or a network's answer: the code says it
  if (code !== undefined && !database) return undefined;
  // the statement comes first
  return blanked(database ? (error.message.split(' - ').at(-1) ?? '') : error.message);
}

/** Blanks whatever may be a value: quoted, an address, a number, a word in another script. */
function blanked(text: string): string | undefined {
  // no sentence of ours is, and the patterns take as long as a text is long, squared
  if (text.length > longestSaid) return undefined;
  return text
    .replace(/"[\s\S]*"|“[\s\S]*”|'[^']*'|`[^`]*`|<[^>]*>|=\s*\S+|:\s*\{.*/gs, '…')
    .replace(/\S*@\S*|\d{4,}|[^\x20-\x7e]+/g, '…')
    .slice(0, longest);
}

/** A name of a program or a schema, never a sentence. */
function nameIn(fields: Readonly<Record<string, unknown>>, field: string): string | undefined {
  const value = fields[field];
  return typeof value === 'string' && /^[A-Za-z_][\w]{0,62}$|^[0-9A-Z]{5}$/.test(value) ? value : undefined;
}

const frame = /^at (?:(?:async |new )*[\w.$<>#[\] ]+ )?\(?(?:file:|node:|\/|[A-Z]:\\)?[^\s()]*:\d+:\d+\)?$/;

/** Where it went through, without the text above, which may have several lines. */
function framesOf({ stack = '' }: Error): string[] {
  return stack
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.length < longest && frame.test(line))
    .slice(0, 20);
}

/** What is wrong with a line of a template. */
export interface Problem {
  readonly line: number;
  readonly text: string;
}

/** Longest line of a template, in characters. */
export const longestLine = 140;

/** Templates of text, not of HTML: `<%-` writes a plain string there, and `<%=` would spoil it. */
const plainText: readonly string[] = ['mail/message-text'];

const tag = /<%([=\-#_]?)([\s\S]*?)[-_]?%>/g;
const declaration = /^<%# view: ([\s\S]+?) -?%>\n/;

/** The type of a template's view, as its first line says, seen from var/templates; null: it does not say. */
export function viewType(text: string): string | null {
  const declared = declaration.exec(text)?.[1];
  if (declared === undefined) return null;
  return declared === 'none' ? 'null' : fromGenerated(declared.replace(/\s+/g, ' '));
}

/** Below var/templates the sources are one folder further away than below views. */
function fromGenerated(type: string): string {
  return type.replaceAll("import('..", "import('../..");
}

/**
 * A template as TypeScript, without its text: all code stays where it is in the template, so that lines and columns are
 * the same. EJS runs JavaScript, so types are written as comments that start with a colon, for a parameter
 * `(name /*: string *\/) =>`, and with two for anything else, `['a', 'b'] /*:: as const *\/`.
 */
export function typedTemplate(name: string, text: string): string {
  const web = `${'../'.repeat(name.split('/').length + 1)}server/web`;
  const html = plainText.includes(name) ? 'string' : `import('${web}/safe-html.ts').SafeHtml`;
  const escaped = plainText.includes(name) ? 'never' : 'string | number';
  const around = name.startsWith('mail/') ? '{}' : `import('${web}/render-page.ts').TemplateParts`;
  const names = name.startsWith('mail/') ? '' : 'page, body, partial, ';
  return (
    `export default function (view: ${viewType(text) ?? 'null'}, { ${names}}: ${around}, ` +
    `o: (text: ${escaped}) => void, r: (html: ${html}) => void): void { void [view, ${names}o, r]; ${inPlace(text)}}\n`
  );
}

function inPlace(text: string): string {
  let code = '';
  let at = 0;
  for (const match of text.matchAll(tag)) {
    const [whole, kind = '', inner = ''] = match;
    code += blank(text.slice(at, match.index));
    code += kind === '#' ? blank(whole) : statement(whole, kind, inner);
    at = match.index + whole.length;
  }
  return code + blank(text.slice(at));
}

function statement(whole: string, kind: string, inner: string): string {
  const writes = kind === '=' || kind === '-';
  const open = writes ? (kind === '=' ? ';o(' : ';r(') : '  '.padEnd(2 + kind.length);
  return (open + typesFromComments(inner) + (writes ? ');' : '')).padEnd(whole.length);
}

function typesFromComments(code: string): string {
  return code.replace(/\/\*:(:?)([\s\S]*?)\*\//g, (whole, second: string, type: string) =>
    `${second === ':' ? ' ' : ':'}${fromGenerated(type.trim())}`.padEnd(whole.length),
  );
}

/** Everything but line ends becomes spaces. */
function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}

/** What is wrong with a template besides its types. */
export function templateProblems(text: string): Problem[] {
  const declared = viewType(text) !== null;
  const undeclared = {
    line: 1,
    text: "its first line must declare the view: <%# view: import('…').TheType -%>",
  };
  const long = text
    .split('\n')
    .map((line, index) => ({ line: index + 1, length: line.length }))
    .filter(({ length }) => length > longestLine)
    .map(({ line, length }) => ({ line, text: `has ${length} characters, more than ${longestLine}` }));
  return declared ? long : [undeclared, ...long];
}

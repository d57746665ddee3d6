import { type SafeHtml, safeHtml } from '../../safe-html.ts';

/** Properties that are attributes of SVG, too; others are left to the page's own styles. */
const attributes: ReadonlySet<string> = new Set([
  'font-size',
  'font-weight',
  'fill',
  'stroke',
  'stroke-width',
]);

/**
 * A drawn chart as a part of a page: the content policy allows no style in it, so properties become attributes, and its text takes the
 * page's own font. Text in it must be escaped already.
 */
export function plainSvg(drawn: string, label: string): SafeHtml {
  const plain = drawn
    .replace(/<style\b[\s\S]*?<\/style>/g, '')
    .replace(/\sstyle="([^"]*)"/g, (_whole, style: string) => attributesOf(style))
    .replace(/\s(ecmeta_\w+|class|xmlns:\w+)="[^"]*"/g, '')
    .replace('<svg', `<svg role="img" aria-label="${escaped(label)}"`);
  return safeHtml(plain);
}

function attributesOf(style: string): string {
  return style
    .split(';')
    .map((property) => property.split(':').map((part) => part.trim()))
    .map(([name = '', value = '']) => (attributes.has(name) ? ` ${name}="${value}"` : ''))
    .join('');
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
}

import type { Part } from '../../domain/queue/screens/screen-parts.ts';
import { type SafeHtml, safeHtml } from '../safe-html.ts';

/** Pieces of a screen as HTML; `drawParts` in the browser makes the same elements. */
export function partHtml(parts: readonly Part[]): SafeHtml {
  let html = '';
  for (const { tag, look, lang, text = '', parts: inner = [] } of parts) {
    const language = lang === undefined ? '' : ` lang="${escaped(lang)}"`;
    html += `<${tag} class="${escaped(look)}"${language}>${escaped(text)}${partHtml(inner)}</${tag}>`;
  }
  return safeHtml(html);
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);
}

import type { Locale } from '../../server/domain/catalogue/words.ts';

/** What is written alike in both languages: addresses, names of hosts and events, references, names of formats, standards, time zones and of the thing itself. */
const alike =
  /\S+@\S+|https?:\/\/\S+|\bAsia\/\w+|www\.\S+|\b[a-z]+(?:\.[a-z]+)+\b(?:\/\S*)?|\b[0-9A-Z]{4}-[0-9A-Z]{4}\b|\b(English|IC|CPU|USBKey|PDF|JPEG|PNG|CSV|Excel|API|IP|PIN|Esc|WCAG|axe|OpenID)\b/g;

/** Words of the other language in the text of a page. */
export function foreignWords(text: string, locale: Locale): string[] {
  if (locale === 'en') return text.replaceAll('中文', '').match(/\p{Script=Han}+/gu) ?? [];
  return text.replace(alike, '').match(/[A-Za-z]{3,}/g) ?? [];
}

/** Everything that a page says, also to those who do not see it: text, title, alternative texts, labels, hints. */
export function wordsOf(html: string): string {
  const said = [
    ...html.matchAll(/\s(?:alt|aria-label|title|placeholder)="([^"]*)"/g),
    ...html.matchAll(/<meta name="description" content="([^"]*)"/g),
  ].map(([, text = '']) => text);
  const shown = html
    .replace(/<(script|style|textarea)[\s>][\s\S]*?<\/\1>/g, ' ')
    .replace(/<meta[^>]*>/g, ' ')
    .replace(/<[^>]*>/g, ' ');
  return [shown, ...said].join(' ').replace(/&#?\w+;/g, ' ');
}

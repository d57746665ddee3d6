/** HTML or text as it is read, without the marks of where a line may end and where not. */
export function unmarked(text: string): string {
  return text
    .replace(/\u200b/g, '')
    .replace(/\u00a0/g, ' ')
    .replace(/<span\s+class="whole">([^<]*)<\/span>/g, '$1')
    .replace(/<span\s+class="words">([^<]*)<\/span>/g, '$1');
}

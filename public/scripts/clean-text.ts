/** A text without the marks of where a line may end, which are the page's own. */
export function cleanText(text: string): string {
  return text.replaceAll('\u200b', '').replaceAll('\u00a0', ' ');
}

/** The longest value of a parameter, in characters, unless the provider has granted more. */
export const longestSmsValue = 35;

const link =
  /(?:[a-z][a-z0-9+.-]*:\/\/|www\.|(?:[a-z0-9-]+\.)+(?:com|cn|net|org|cc|top|vip)\b)[^\s，。；、）)”"]*/gi;

/**
 * A value as providers of SMS in China take it: without addresses of the web, on one line, cut to `longest` characters. They refuse an
 * empty one and the whole message with it, so that what is not known is a dash.
 */
export function smsValue(text: string, longest: number = longestSmsValue): string {
  const plain = text.replace(link, '').replace(/\s+/g, ' ').trim();
  if (plain === '') return '-';
  const characters = [...plain];
  return characters.length <= longest ? plain : `${characters.slice(0, longest - 1).join('')}…`;
}

const fullWidth = /[\uff01-\uff5e]/g;
const fullWidthOffset = 0xfee0;
const anyDash = /[\u2010-\u2015\u2212\u30fc\ufe58\ufe63]/g;
const invisible = /[\p{Cc}\p{Cf}]/gu;

/** Full-width forms as a Chinese input method types them become ASCII; every dash becomes "-"; unseen characters go. */
export function toHalfWidth(input: string): string {
  return input
    .replace(/\s/g, ' ')
    .replace(fullWidth, (character) => String.fromCharCode(character.charCodeAt(0) - fullWidthOffset))
    .replace(anyDash, '-')
    .replace(invisible, '');
}

/** The bare code in what was typed: half-width, upper-case, without spaces and dashes. */
export function bareCode(input: string): string {
  return toHalfWidth(input).replace(/[ -]/g, '').toUpperCase();
}

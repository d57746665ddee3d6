const stars = '****';

const compoundSurnames = new Set(
  '欧阳 司马 上官 诸葛 司徒 皇甫 东方 尉迟 公孙 慕容 令狐 宇文 长孙 夏侯 轩辕 端木 呼延 南宫 独孤 百里'.split(
    ' ',
  ),
);

/** 138****1234. Anything that is not eleven digits is masked as an identifier. */
export function maskMobile(mobile: string): string {
  return /^\d{11}$/.test(mobile) ? mobile.slice(0, 3) + stars + mobile.slice(-4) : maskIdentifier(mobile);
}

/** The surname and one star, however long the rest is: 王*, 欧阳*. A name in letters keeps its first one. */
export function maskName(name: string): string {
  const characters = [...name.trim()];
  const firstTwo = characters.slice(0, 2).join('');
  const surname = characters.length > 2 && compoundSurnames.has(firstTwo) ? firstTwo : (characters[0] ?? '');
  return characters.length > 1 ? `${surname}*` : '*';
}

/** The last four characters, fewer of a short one, so that at least half stays hidden: ****382Q. */
export function maskIdentifier(identifier: string): string {
  const characters = [...identifier];
  const shown = Math.min(4, Math.floor(characters.length / 2));
  return stars + characters.slice(characters.length - shown).join('');
}

/** The first letter and the host: w****@hall.invalid. Without an "@" it is masked whole. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  const [first = ''] = at > 1 ? [...email] : [];
  return at < 0 ? stars : first + stars + email.slice(at);
}

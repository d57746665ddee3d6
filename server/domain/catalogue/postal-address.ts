import type { Words } from './words.ts';

/** Whether a parcel finds its way there: the Chinese address, which the post reads, names a number, a building or a floor. A city alone is none. */
export function isPostalAddress(address: Words | null): boolean {
  return (
    address !== null &&
    /[路街道巷弄].*[0-9０-９一二三四五六七八九十]|号|大厦|大楼|层|室/.test(address['zh-CN'])
  );
}

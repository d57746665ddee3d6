/** Numerals and heavenly stems, with which groups tell their branches apart. */
const counted = /[一二三四五六七八九十百零〇两甲乙丙丁戊己庚辛壬癸]+/gu;
const digits = /\d+/gu;
const gap = '#';

/**
 * What is left of a name without its digits: "星海贸易#有限公司"; null: it has none. Names of enterprises are registered in Chinese characters
 * and without Arabic figures (企业名称登记管理规定, § 5), and no person is called by a number: names that differ in nothing else were made up in a row.
 */
export function numberedStem(name: string): string | null {
  return stemOf(name, digits);
}

/** What is left without Chinese numerals: branches of a real group are called so, too. Null: it has none. */
export function branchStem(name: string): string | null {
  return stemOf(name, counted);
}

function stemOf(name: string, part: RegExp): string | null {
  const plain = name.normalize('NFKC').replace(/\s+/gu, '').toLowerCase();
  const stem = plain.replace(part, gap);
  return stem === plain || stem === gap ? null : stem;
}

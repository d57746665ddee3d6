import type { Notice } from '../server/domain/catalogue/catalogue.ts';
import type { Words } from '../server/domain/catalogue/words.ts';
import { sites } from './sites.ts';

const texts: readonly Words[] = [
  {
    'zh-CN': '请注意叫号和大屏显示，叫到后请及时前往窗口。',
    en: 'Please watch the screen and listen for your number, and go to the counter when it is called.',
  },
  {
    'zh-CN': '请提前备齐材料，需盖章的材料请加盖公章。',
    en: 'Please have your materials ready, with the official seal where it is required.',
  },
];

export const notices: readonly Notice[] = sites
  .filter((site) => site.bookable)
  .flatMap((site) =>
    texts.map((text, index) => ({
      id: `${site.code}-notice-${index + 1}`,
      site: site.code,
      text,
      first: null,
      last: null,
    })),
  );

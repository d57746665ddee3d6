import type { City } from '../server/domain/catalogue/catalogue.ts';

export const cities: readonly City[] = [
  { code: 'BJ', name: { 'zh-CN': '北京', en: 'Beijing' } },
  { code: 'HZ', name: { 'zh-CN': '杭州', en: 'Hangzhou' } },
];

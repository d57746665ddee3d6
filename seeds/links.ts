import type { Link } from '../server/domain/catalogue/catalogue.ts';

/** Addresses elsewhere change without notice: administrators confirm and edit them. */
export const links: readonly Link[] = [
  {
    code: 'IDENTITY_AUTH',
    label: { 'zh-CN': '身份认证管理系统', en: 'Identity authentication management system' },
    url: 'https://e.chinaport.gov.cn',
    verified: false,
  },
  {
    code: 'SINGLE_WINDOW',
    label: {
      'zh-CN': '国际贸易“单一窗口”',
      en: 'International Trade Single Window',
    },
    url: 'https://www.singlewindow.cn',
    verified: false,
  },
  {
    code: 'HZ_EPORT',
    label: { 'zh-CN': '杭州电子口岸', en: 'Hangzhou Electronic Port' },
    url: 'http://www.hzeport.com',
    verified: false,
  },
];

import type { ReasonText } from '../server/domain/catalogue/reason-text.ts';

/** What offices close for most often; administrators edit the list. */
export const reasonTexts: readonly ReasonText[] = [
  { id: 'SYSTEM', text: { 'zh-CN': '制卡系统维护', en: 'Maintenance of the card system' } },
  { id: 'EQUIPMENT', text: { 'zh-CN': '设备检修', en: 'Equipment under repair' } },
  { id: 'POWER', text: { 'zh-CN': '停电', en: 'Power cut' } },
  { id: 'NETWORK', text: { 'zh-CN': '网络故障', en: 'Network failure' } },
  { id: 'WEATHER', text: { 'zh-CN': '恶劣天气', en: 'Severe weather' } },
  { id: 'REMOVAL', text: { 'zh-CN': '办公场所搬迁', en: 'Move to other premises' } },
  { id: 'TRAINING', text: { 'zh-CN': '业务培训', en: 'Staff training' } },
];

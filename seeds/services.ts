import type { Service } from '../server/domain/catalogue/service.ts';
import type { Words } from '../server/domain/catalogue/words.ts';

const onSite: Words = { 'zh-CN': '现场办理', en: 'On site' };

/** Materials and place are sourced; how long a visit takes and our own description are not. */
const sourced = { active: true, verified: true, unverified: ['minutes', 'summary'] };

/** Handled by comparable offices, not confirmed for these: switched off until an administrator says so. */
const further = { active: false, verified: false };

export const services: readonly Service[] = [
  {
    code: 'NEW',
    name: { 'zh-CN': '新企业入网', en: 'New enterprise enrolment' },
    summary: {
      'zh-CN': '首次办理电子口岸 IC 卡的企业办理入网，领取法人卡和操作员卡。',
      en: 'For an enterprise that has no Electronic Port IC card yet: enrol and obtain the first cards.',
    },
    minutes: 30,
    online: true,
    where: { 'zh-CN': '现场办理或网上办理', en: 'On site or online' },
    ...sourced,
    sort: 10,
  },
  {
    code: 'RENEW',
    name: { 'zh-CN': '证书更新', en: 'Certificate renewal' },
    summary: {
      'zh-CN': '更新 IC 卡（含 USBKey）中的数字证书。',
      en: 'Renew the digital certificate on an IC card or USBKey.',
    },
    minutes: 10,
    online: false,
    where: onSite,
    ...sourced,
    sort: 20,
  },
  {
    code: 'ADD_OPERATOR',
    name: { 'zh-CN': '新增操作员卡', en: 'New operator card' },
    summary: {
      'zh-CN': '为已入网企业的工作人员新增操作员卡。',
      en: 'A further operator card for a member of staff of an enrolled enterprise.',
    },
    minutes: 15,
    online: false,
    where: onSite,
    ...sourced,
    sort: 30,
  },
  {
    code: 'ADD_DECLARANT',
    name: { 'zh-CN': '新增报关员卡', en: 'New customs declarant card' },
    summary: {
      'zh-CN': '为已备案并取得备案号的报关人员新增报关员卡。',
      en: 'A card for a customs declarant who is registered and has a registration number.',
    },
    minutes: 15,
    online: false,
    where: {
      'zh-CN': '现场办理；报关人员须已完成备案并取得备案号',
      en: 'On site, only after the declarant is registered and has a registration number',
    },
    ...sourced,
    sort: 40,
  },
  {
    code: 'REPLACE',
    name: { 'zh-CN': '补办/更换', en: 'Change or replacement' },
    summary: {
      'zh-CN': 'IC 卡（含 USBKey）损坏或丢失后更换、补办。',
      en: 'Replace an IC card or USBKey that is damaged or lost.',
    },
    minutes: 15,
    online: false,
    where: onSite,
    ...sourced,
    sort: 50,
  },
  {
    code: 'UNLOCK',
    name: { 'zh-CN': '解锁', en: 'Unlock' },
    summary: {
      'zh-CN': '解除 IC 卡（含 USBKey）的锁定。',
      en: 'Unlock an IC card or USBKey that has locked itself.',
    },
    minutes: 5,
    online: false,
    where: onSite,
    ...sourced,
    sort: 60,
  },
  {
    code: 'CHANGE',
    name: { 'zh-CN': '信息变更', en: 'Change of particulars' },
    summary: {
      'zh-CN': '变更企业或持卡人的登记信息。',
      en: 'Change registered particulars of the enterprise or of a card holder.',
    },
    minutes: 10,
    online: false,
    where: onSite,
    ...further,
    sort: 70,
  },
  {
    code: 'CANCEL',
    name: { 'zh-CN': '注销', en: 'Cancellation' },
    summary: {
      'zh-CN': '注销 IC 卡或企业入网信息。',
      en: 'Cancel a card or the enrolment of the enterprise.',
    },
    minutes: 10,
    online: false,
    where: onSite,
    ...further,
    sort: 80,
  },
  {
    code: 'PICKUP',
    name: { 'zh-CN': '领卡', en: 'Card collection' },
    summary: { 'zh-CN': '领取已制作完成的 IC 卡。', en: 'Collect a card that has been made.' },
    minutes: 5,
    online: false,
    where: onSite,
    ...further,
    sort: 90,
  },
];

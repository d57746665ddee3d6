import type { Answer, Question } from '../server/domain/catalogue/service.ts';
import type { Words } from '../server/domain/catalogue/words.ts';

const yes: Words = { 'zh-CN': '是', en: 'Yes' };
const no: Words = { 'zh-CN': '否', en: 'No' };

const legalCardText: Words = {
  'zh-CN': '法人卡是否有效，并且您知道它的密码？',
  en: 'Is the legal-person card valid, and do you know its PIN?',
};

const legalCardHelp: Words = {
  'zh-CN': '新增的卡须由法人卡授权。请勿在此填写密码，也不要把密码告诉任何人。',
  en: 'The legal-person card authorises the new card. Do not enter the PIN here, and never tell it to anyone.',
};

const legalCardAnswers: readonly Answer[] = [
  { code: 'YES', label: yes, effect: {} },
  {
    code: 'SAME_VISIT',
    label: {
      'zh-CN': '否，但本次一并更新、解锁或更换法人卡',
      en: 'No, but it is renewed, unlocked or replaced in the same visit',
    },
    effect: {
      advise: {
        'zh-CN': '请在本次预约中同时选择法人卡所需的“证书更新”“解锁”或“补办/更换”。',
        en: 'Please also choose what the legal-person card needs in this visit: renewal, unlock or replacement.',
      },
      needs: ['RENEW', 'UNLOCK', 'REPLACE'],
    },
  },
  {
    code: 'NO',
    label: no,
    effect: {
      stop: {
        'zh-CN': '没有可用的法人卡，新增的卡无法授权。请先办理法人卡的证书更新、解锁或补办/更换。',
        en: 'Without a working legal-person card the new card cannot be authorised. First have the legal-person card renewed, unlocked or replaced.',
      },
    },
  },
];

export const questions: readonly Question[] = [
  {
    code: 'NEW_SINGLE_WINDOW',
    service: 'NEW',
    text: {
      'zh-CN': '贵企业是否已有国际贸易“单一窗口”账号？',
      en: 'Do you already have a Single Window account?',
    },
    help: {
      'zh-CN': '新企业入网可以网上办理，也可以预约到现场办理。',
      en: 'A new enterprise can enrol online, or book a visit.',
    },
    answers: [
      {
        code: 'YES',
        label: yes,
        effect: {
          advise: {
            'zh-CN':
              '您可以网上办理：使用“单一窗口”账号登录身份认证管理系统，按提示提交信息和材料。也可以继续预约到现场办理。',
            en: 'You can do this online: log in to the identity authentication management system with your Single Window account and submit the information and documents as prompted. Or go on and book a visit.',
          },
          link: 'IDENTITY_AUTH',
        },
      },
      {
        code: 'NO',
        label: no,
        effect: {
          advise: {
            'zh-CN':
              '您可以网上办理：请先注册“单一窗口”用户，再用该账号登录身份认证管理系统，按提示提交信息和材料。也可以继续预约到现场办理。',
            en: 'You can do this online: first register a Single Window user, then log in with it to the identity authentication management system and submit the information and documents as prompted. Or go on and book a visit.',
          },
          link: 'SINGLE_WINDOW',
        },
      },
    ],
    active: true,
    verified: true,
    sort: 10,
  },
  {
    code: 'RENEW_STATE',
    service: 'RENEW',
    text: {
      'zh-CN': '证书是否已过期？卡是否已被锁定？',
      en: 'Has the certificate already expired? Is the card locked?',
    },
    help: null,
    answers: [
      {
        code: 'VALID',
        label: { 'zh-CN': '未过期，也未锁定', en: 'Not expired and not locked' },
        effect: {
          advise: {
            'zh-CN': '证书未过期且卡未锁定的，通常可以网上自行更新，无需到现场。您也可以继续预约。',
            en: 'A certificate that has not expired, on a card that is not locked, can often be renewed online without a visit. You may still book one.',
          },
        },
      },
      { code: 'EXPIRED', label: { 'zh-CN': '已过期', en: 'Expired' }, effect: {} },
      {
        code: 'LOCKED',
        label: { 'zh-CN': '已锁定', en: 'Locked' },
        effect: {
          advise: {
            'zh-CN': '卡已锁定的，请在本次预约中同时选择“解锁”。',
            en: 'For a locked card, please also choose “Unlock” in this visit.',
          },
          needs: ['UNLOCK'],
        },
      },
      { code: 'UNSURE', label: { 'zh-CN': '不清楚', en: 'I do not know' }, effect: {} },
    ],
    active: true,
    verified: false,
    sort: 10,
  },
  {
    code: 'ADD_OPERATOR_LEGAL_CARD',
    service: 'ADD_OPERATOR',
    text: legalCardText,
    help: legalCardHelp,
    answers: legalCardAnswers,
    active: true,
    verified: false,
    sort: 10,
  },
  {
    code: 'ADD_DECLARANT_NUMBER',
    service: 'ADD_DECLARANT',
    text: {
      'zh-CN': '报关人员是否已完成备案并取得备案号？',
      en: 'Is the customs declarant registered, with a registration number?',
    },
    help: null,
    answers: [
      { code: 'YES', label: yes, effect: {} },
      {
        code: 'NO',
        label: no,
        effect: {
          stop: {
            'zh-CN': '报关人员完成备案并取得备案号后，方可办理报关员卡。请先办理备案。',
            en: 'A declarant card can be issued only after the declarant is registered and has a registration number. Please complete the registration first.',
          },
        },
      },
    ],
    active: true,
    verified: true,
    sort: 10,
  },
  {
    code: 'ADD_DECLARANT_LEGAL_CARD',
    service: 'ADD_DECLARANT',
    text: legalCardText,
    help: legalCardHelp,
    answers: legalCardAnswers,
    active: true,
    verified: false,
    sort: 20,
  },
  {
    code: 'REPLACE_REASON',
    service: 'REPLACE',
    text: { 'zh-CN': '卡是损坏还是丢失？', en: 'Is the card damaged or lost?' },
    help: {
      'zh-CN': '一次办理多张卡，其中有损坏的，请选“损坏”。',
      en: 'For several cards of which any is damaged, choose “Damaged”.',
    },
    answers: [
      { code: 'DAMAGED', label: { 'zh-CN': '损坏', en: 'Damaged' }, effect: {} },
      { code: 'LOST', label: { 'zh-CN': '丢失', en: 'Lost' }, effect: { drop: ['DAMAGED_CARD'] } },
    ],
    active: true,
    verified: false,
    sort: 10,
  },
];

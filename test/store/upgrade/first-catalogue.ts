import { wholeNotice } from '../../support/whole-notice.ts';
import type { Rows } from './rows.ts';

const json = JSON.stringify;
const verified = { active: true, verified: true, sort: 10, unverified: '[]', revision: 1 };
const both = (column: string, text: string) => ({ [`${column}_zh`]: text, [`${column}_en`]: `${text} (en)` });

const rules = {
  firstWorkingDay: 1,
  noticeMinutes: 30,
  lastWorkingDay: 10,
  releaseAt: null,
  onePerDay: true,
  cutOffMinutes: 120,
  missedLimit: 2,
  missedWindowDays: 30,
  missedBlockDays: 30,
  coolDownMinutes: 0,
  holdMinutes: 10,
  maxItems: 20,
  retentionDays: 180,
};
const hall = {
  walkInTarget: 20,
  lateGrace: 15,
  checkInEarly: 60,
  callEarly: 10,
  priorityLane: true,
  recalls: 2,
  returnWithin: 30,
  lastCall: true,
  speech: { language: 'both', one: '一', rate: 1, volume: 1, times: 2 },
};

/** One city with one branch, as an office has set it up. */
export const catalogueRows: Rows = {
  catalogue_version: [{ only: 1, version: 12 }],
  city: [{ code: 'BJ', ...both('name', '北京'), sort: 10 }],
  site: [
    {
      code: 'BJ-TSY',
      city: 'BJ',
      kind: 'branch',
      ...both('name', '通顺营'),
      ...both('address', '通顺营路一号'),
      telephone: '010-60000000',
      website: null,
      ...both('note', '一楼'),
      time_zone: 'Asia/Shanghai',
      bookable: true,
      handling: true,
      make_up_weekday: 1,
      rules: json(rules),
      hall: json(hall),
      ...verified,
    },
  ],
  queue: [
    {
      id: 'BJ-TSY:A',
      site: 'BJ-TSY',
      code: 'A',
      ...both('name', '综合业务'),
      precedence: 1,
      slot_minutes: 15,
      places: 3,
    },
  ],
  service: [
    {
      code: 'RENEW',
      ...both('name', '证书更新'),
      ...both('summary', '更新证书'),
      ...both('place', '现场'),
      minutes: 10,
      online: false,
      ...verified,
    },
  ],
  site_service: [{ site: 'BJ-TSY', service: 'RENEW', queue: 'BJ-TSY:A', minutes: null }],
  opening_session: [1, 2, 3, 4, 5].flatMap((weekday) =>
    [
      ['09:00', '12:00'],
      ['13:00', '17:00'],
    ].map(([opens, closes]) => ({ site: 'BJ-TSY', weekday, opens, closes })),
  ),
  counter: ['1', '2'].map((label) => ({
    code: `BJ-TSY-${label}`,
    site: 'BJ-TSY',
    label,
    queues: json(['BJ-TSY:A']),
    sort: Number(label),
  })),
  site_exception: [
    {
      id: 'x1',
      site: 'BJ-TSY',
      date: '2026-12-31',
      kind: 'closed',
      from_time: null,
      to_time: null,
      ...both('reason', '盘点'),
    },
  ],
  calendar_year: [2026, 2027].map((year) => ({
    year,
    days: json(wholeNotice(year).days),
    imported_at: 1_790_000_000_000,
  })),
  material: [
    { code: 'BUSINESS_LICENCE', ...both('name', '营业执照'), provided_by: 'enterprise', per_card: false },
    { code: 'CARD_TO_RENEW', ...both('name', '待更新的卡'), provided_by: 'enterprise', per_card: true },
  ],
  service_material: ['BUSINESS_LICENCE', 'CARD_TO_RENEW'].map((material) => ({
    id: `RENEW|${material}`,
    service: 'RENEW',
    material,
    site: null,
    form: 'any',
    sealed: false,
    bring: material === 'CARD_TO_RENEW',
    ...both('note', '注'),
    ...verified,
  })),
  question: [
    {
      code: 'Q1',
      service: 'RENEW',
      ...both('text', '证书是否已过期？'),
      ...both('help', '看一看'),
      answers: json([{ code: 'YES', label: { 'zh-CN': '是', en: 'Yes' }, effect: {} }]),
      ...verified,
    },
  ],
  link: [{ code: 'SINGLE_WINDOW', ...both('label', '单一窗口'), url: 'https://link.invalid/', ...verified }],
  notice: [{ id: 'n1', site: 'BJ-TSY', ...both('text', '请带好材料'), ...verified }],
  partner_outlet: [
    {
      id: 'o1',
      city: 'BJ',
      ...both('name', '网点'),
      ...both('address', '某路二号'),
      telephone: '010-60000001',
      ...verified,
    },
  ],
  message_text: [
    { template: 'booked', locale: 'zh-CN', subject: '预约成功', opening: '您好', revision: 1 },
    { template: 'booked', locale: 'en', subject: null, opening: 'Hello', revision: 2 },
  ],
  privacy_notice: [
    { version: '2', published_at: 1_790_000_000_000, ...both('text', '告知'), ...both('news', '新的') },
  ],
};

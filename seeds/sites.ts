import { defaultBookingRules } from '../server/domain/booking/booking-rules.ts';
import type { Counter, OpeningSession, PartnerOutlet, Queue, Site } from '../server/domain/catalogue/site.ts';
import { defaultHallPolicy } from '../server/domain/queue/hall/hall-policy.ts';
import { services } from './services.ts';

const officeHours: readonly OpeningSession[] = [1, 2, 3, 4, 5].flatMap((weekday) => [
  { weekday, opens: '09:00', closes: '12:00' },
  { weekday, opens: '13:00', closes: '17:00' },
]);

function queuesOf(site: string): readonly Queue[] {
  return [
    {
      id: `${site}:A`,
      code: 'A',
      name: { 'zh-CN': '综合业务', en: 'General services' },
      precedence: 1,
      slotMinutes: 15,
      places: 3,
    },
    {
      id: `${site}:B`,
      code: 'B',
      name: { 'zh-CN': '新企业入网', en: 'New enterprises' },
      precedence: 2,
      slotMinutes: 15,
      places: 1,
    },
  ];
}

/** One entry a counter, the letters of its queues: "BA" serves B and A. */
function countersOf(site: string, letters: readonly string[]): readonly Counter[] {
  return letters.map((queues, index) => ({
    code: `${site}-${index + 1}`,
    label: `${index + 1}`,
    queues: [...queues].map((letter) => `${site}:${letter}`),
    sort: (index + 1) * 10,
  }));
}

/** How such an office works by default. None of it is sourced for these sites. */
function office(site: string, counters: readonly string[]) {
  return {
    timeZone: 'Asia/Shanghai',
    bookable: true,
    sessions: officeHours,
    exceptions: [],
    makeUpWeekday: 1,
    queues: queuesOf(site),
    services: services.map(({ code }) => {
      return { service: code, queue: `${site}:${code === 'NEW' ? 'B' : 'A'}`, minutes: null };
    }),
    counters: countersOf(site, counters),
    rules: defaultBookingRules,
    hall: defaultHallPolicy,
    active: true,
    verified: true,
  };
}

const assumed = ['sessions', 'makeUpWeekday', 'queues', 'counters', 'rules', 'hall'];
const customs = {
  city: 'BJ',
  kind: 'customs',
  website: null,
  note: null,
  handling: false,
  unverified: ['name.zh-CN', 'address.zh-CN', ...assumed],
} as const;

export const sites: readonly Site[] = [
  {
    code: 'BJ-AIRPORT',
    ...customs,
    name: { 'zh-CN': '首都机场海关', en: 'Capital Airport Customs' },
    address: {
      'zh-CN': '北京市顺义区南法信空港大厦三层',
      en: '3rd floor, Nanfaxin Airport Building, Shunyi District, Beijing',
    },
    telephone: '010-85733354',
    ...office('BJ-AIRPORT', ['A', 'AB', 'BA']),
    sort: 10,
  },
  {
    code: 'BJ-ZGC',
    ...customs,
    name: { 'zh-CN': '中关村海关', en: 'Zhongguancun Customs' },
    address: {
      'zh-CN': '北京市海淀区知春路59号中关村海关报关大厅',
      en: 'Zhongguancun Customs Declaration Hall, No. 59 Zhichun Road, Haidian District, Beijing',
    },
    telephone: '010-85732112',
    ...office('BJ-ZGC', ['A', 'AB', 'BA']),
    sort: 20,
  },
  {
    code: 'BJ-TSY',
    ...customs,
    name: { 'zh-CN': '北京海关天水园办公区', en: 'Beijing Customs Tianshuiyuan Office Area' },
    address: {
      'zh-CN': '北京市朝阳区天水园街6号西门大厅',
      en: 'West Gate Hall, No. 6 Tianshuiyuan Street, Chaoyang District, Beijing',
    },
    telephone: '010-85734201',
    ...office('BJ-TSY', ['A', 'A', 'A', 'A', 'BA', 'AB']),
    sort: 30,
  },
  {
    code: 'BJ-CCB',
    city: 'BJ',
    kind: 'partner',
    name: {
      'zh-CN': '中国建设银行合作制卡网点',
      en: 'China Construction Bank partner card-issuing outlets',
    },
    address: null,
    telephone: null,
    website: null,
    note: { 'zh-CN': '前往前请先致电网点确认。', en: 'Telephone the outlet before you go.' },
    handling: false,
    ...office('BJ-CCB', []),
    bookable: false,
    sessions: [],
    queues: [],
    services: [],
    unverified: ['name.zh-CN', 'note'],
    sort: 40,
  },
  {
    code: 'HZ',
    city: 'HZ',
    kind: 'branch',
    name: {
      'zh-CN': '中国电子口岸数据中心杭州分中心',
      en: 'China Electronic Port Data Center, Hangzhou Branch',
    },
    address: { 'zh-CN': '杭州市', en: 'Hangzhou' },
    telephone: null,
    website: 'http://www.hzeport.com',
    note: {
      'zh-CN': '请先网上预约；预约成功后，可选择自助办理或网上代办。',
      en: 'Reserve online first; once the reservation has succeeded, choose self-service or online agency.',
    },
    handling: true,
    ...office('HZ', ['A', 'A', 'AB', 'BA']),
    unverified: ['name.zh-CN', 'address', 'website', 'services', ...assumed],
    sort: 50,
  },
];

/** No list of the bank's outlets is published: administrators add each one. */
export const outlets: readonly PartnerOutlet[] = [];

import { hashToken } from '../../server/actions/secrets.ts';
import type { System } from '../../server/actions/system.ts';
import type { BookingCommand } from '../../server/domain/booking/ledger.ts';
import type { VisitService } from '../../server/domain/catalogue/service.ts';
import { expectedCheck } from '../../server/domain/enterprise/credit-code-standard.ts';

const places = ['海淀', '朝阳', '顺义', '通州', '亦庄', '丰台'];
const names = ['远航', '华港', '瑞丰', '中联', '盛达', '蓝海', '京津', '恒通', '同舟', '锦程'];
const trades = [
  '国际物流有限公司',
  '进出口贸易有限公司',
  '报关服务有限公司',
  '电子科技有限公司',
  '供应链管理有限公司',
];
const surnames = ['王', '李', '张', '刘', '陈', '杨', '赵', '黄', '周', '吴'];
const given = ['伟', '芳', '娜', '敏', '静', '丽', '强', '磊', '洋', '艳'];

/** A booking by an enterprise that does not exist, with a credit code that is valid and numbers that nobody has. */
export function inventedBooking(
  system: System,
  visit: { readonly site: string; readonly start: number; readonly services: readonly VisitService[] },
  random: () => number,
): Extract<BookingCommand, { type: 'book' }> {
  const one = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? '';
  const digits = (count: number): string =>
    Array.from({ length: count }, () => Math.floor(random() * 10)).join('');
  const id = system.secrets.newId();
  return {
    type: 'book',
    id,
    reference: system.secrets.newReference(),
    tokenHash: hashToken(system.secrets.tokenFor('booking', id)),
    ...visit,
    hold: null,
    answers: {},
    ticks: [],
    locale: 'zh-CN',
    consentVersion: '1',
    source: 'page',
    actor: { kind: 'holder' },
    overbook: false,
    enterprise: {
      name: `北京${one(places)}${one(names)}${one(trades)}`,
      creditCode: inventedCode(digits),
      customsCode: null,
    },
    contact: {
      name: `${one(surnames)}${one(given)}`,
      mobile: `1390000${digits(4)}`,
      // a third of them want mail; .invalid reaches nobody
      email: random() < 0.33 ? `kehu${digits(5)}@qiye.invalid` : null,
      telephone: null,
    },
  };
}

/** Commerce, Beijing, an organisation code that is made up, and the right check character. */
function inventedCode(digits: (count: number) => string): string {
  const body = `91110108MA${digits(7)}`;
  return `${body}${expectedCheck(body)}`;
}

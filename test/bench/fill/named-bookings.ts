import { referenceAlphabet } from '../../../server/domain/enterprise/reference.ts';
import type { Database } from '../../../server/store/database.ts';

const names = [
  '北京港务有限公司',
  '上海进出口贸易有限公司',
  '北京进出口公司',
  '天津海运代理',
  '杭州电子商务有限公司',
];
const atOnce = 1000;

/** So many bookings of enterprises with names, codes and mobiles of their own, all long over; nothing of them is indexed yet. */
export async function fillNamed({ writer, engine }: Database, count: number): Promise<void> {
  if (engine === 'sqlite') await writer.raw('pragma synchronous = off');
  for (let from = 0; from < count; from += atOnce) {
    const rows = Array.from({ length: Math.min(atOnce, count - from) }, (_, place) => rowOf(from + place));
    await writer.transaction(async (transaction) => {
      for (let at = 0; at < rows.length; at += 500)
        await transaction('booking').insert(rows.slice(at, at + 500));
    });
  }
  await writer.raw('analyze');
}

/** The reference of the booking with this number. */
export function referenceOf(number: number): string {
  let code = '';
  for (let rest = number; code.length < 8; rest = Math.floor(rest / referenceAlphabet.length))
    code = referenceAlphabet.charAt(rest % referenceAlphabet.length) + code;
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

function rowOf(number: number) {
  const start = Date.parse('2026-11-01T01:00:00Z') - number * 60_000;
  return {
    ...{ id: `b${number}`, reference: referenceOf(number), token_hash: `h${number}` },
    ...{ site: number % 3 === 0 ? 'HZ' : 'BJ-TSY', queue: 'BJ-TSY:A' },
    day: new Date(start).toISOString().slice(0, 10),
    ...{ starts_at: start, ends_at: start + 600_000, minutes: 10, state: 'completed' as const },
    ...{ services: '[]', answers: '{}', ticks: '[]', places: '[]' },
    enterprise_name: `${names[number % names.length]}第${number}`,
    credit_code: `9111000000${String(number).padStart(8, '0')}`,
    ...{
      contact_name: '王',
      contact_mobile: `138${String(number).padStart(8, '0')}`,
      locale: 'zh-CN' as const,
    },
    ...{ consent_version: '1', handling: 'self_service' as const, sequence: 0, source: 'api' as const },
    ...{ created_at: start, updated_at: start },
  };
}

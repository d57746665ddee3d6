import assert from 'node:assert/strict';
import type { HallRequest } from '../../../server/actions/queue/hall-order.ts';
import { hashToken } from '../../../server/actions/secrets.ts';
import { theSystem } from '../../../server/domain/staff/actor.ts';
import { raiseCatalogueVersion } from '../../../server/store/catalogue/catalogue-store.ts';
import { bookCommand } from '../../support/commands.ts';
import type { HallSystem } from '../../support/hall-system.ts';
import { there } from '../../support/there.ts';

const site = 'BJ-TSY';
const counter = `${site}-5`;
const week = 7 * 86_400_000;
const longNames = {
  zh: '电子口岸企业入网与操作员卡报关员卡证书更新解锁补办更换业务综合受理专用队列窗口一至六号',
  en: 'Enrolment, renewal and replacement cards',
};

/** A counter on its worst day: forty characters in the name of a queue, three hundred who wait, and a visitor with much to tell. */
export async function crowdHall(hall: HallSystem, waiting = 300): Promise<string> {
  const order = async (request: HallRequest): Promise<string> => {
    const answer = await hall.system.halls.submit(site, request, { actor: theSystem });
    assert.ok(answer.ok, JSON.stringify([request, answer]));
    return answer.value.ticket?.id ?? '';
  };
  const take = (id: string, code = 'RENEW'): Promise<string> => {
    const services = [{ code, quantity: 1 }];
    return order({ type: 'walk_in', id, services, priority: false, byStaff: true });
  };
  await nameQueues(hall);
  for (const each of [1, 2, 5])
    await order({ type: 'open_counter', counter: `${site}-${each}`, staff: null });
  for (let away = 0; away < 8; away += 1) {
    await take(`away-${away}`);
    await order({ type: 'call_next', counter });
    if (away % 2 === 0) await order({ type: 'park', counter });
    else {
      for (let again = 0; again < 2; again += 1) await order({ type: 'recall', counter });
      await order({ type: 'missed', counter });
    }
  }
  await bookLargeVisit(hall);
  await order({ type: 'arrive', id: 'large', reference: 'H23K-8P2M', priority: true });
  await order({ type: 'call_next', counter });
  await Promise.all(Array.from({ length: waiting }, (_, each) => take(`waits-${each}`)));
  for (const each of [1, 2]) await order({ type: 'ask_help', counter: `${site}-${each}` });
  await order({ type: 'lift_last_call', lifted: true });
  return counter;
}

async function nameQueues({ system }: HallSystem): Promise<void> {
  await system.database.writer.transaction(async (transaction) => {
    await transaction('queue')
      .where({ site })
      .update({ name_zh: longNames.zh.slice(0, 40), name_en: longNames.en.slice(0, 40) });
    await raiseCatalogueVersion(transaction);
  });
  system.catalogueCache.forget();
}

async function bookLargeVisit({ system }: HallSystem): Promise<void> {
  const codes = ['RENEW', 'ADD_OPERATOR', 'ADD_DECLARANT', 'REPLACE', 'UNLOCK'];
  const services = codes.map((code) => ({ code, quantity: 1 }));
  const booked = await system.bookings.submit(
    bookCommand({
      id: 'large',
      reference: 'H23K-8P2M',
      start: '2026-11-23T10:00:00+08:00',
      services,
      tokenHash: hashToken('large'),
      actor: { kind: 'office' },
      enterprise: {
        name: '北京远洋国际货运代理有限公司第二分公司',
        creditCode: '914403001922038216',
        customsCode: null,
      },
      ticks: ['BUSINESS_LICENCE', 'CARD_TO_RENEW'],
      answers: { ADD_OPERATOR_LEGAL_CARD: 'SAME_VISIT', RENEW_STATE: 'VALID' },
    }),
    { actor: { kind: 'staff', id: 'test' } },
  );
  assert.ok(booked.ok, JSON.stringify(booked));
  const { writer } = system.database;
  const row = there(await writer('booking').where({ id: 'large' }).first());
  const weekAgo = { day: '2026-11-16', starts_at: row.starts_at - week, ends_at: row.ends_at - week };
  const earlier = {
    id: 'earlier',
    reference: 'H23K-8P3N',
    token_hash: 'earlier',
    limit_key: null,
    state: 'completed',
  } as const;
  await writer('booking').insert({
    ...row,
    ...earlier,
    ...weekAgo,
    services: '[{"code":"UNLOCK","quantity":1}]',
  });
  const at = Date.parse('2026-11-20T15:00:00+08:00');
  const text = '上次缺少授权委托书，请先核对。';
  await writer('booking_note').insert({ id: 'note', booking: 'large', at, staff: 'somebody', text });
}

import assert from 'node:assert/strict';
import { learnBranch } from '../../../../server/domain/queue/forecast/branch-past.ts';
import type { RecordedDay, RecordedVisit } from '../../../../server/domain/queue/forecast/recorded-day.ts';
import { hallMinutes } from '../../../support/hall-site.ts';
import { pastDay } from './past-day.ts';

const visit = (code: string, minutes: number, by = 'a'): RecordedVisit => ({
  services: [{ code, quantity: 1 }],
  minutes,
  by,
});
const booked = (start: number, lead: number, came: boolean) => ({ start, lead, came: came ? start : null });
const ten = (make: (index: number) => Partial<RecordedDay>): RecordedDay[] =>
  Array.from({ length: 10 }, (_, index) => pastDay(index, make(index)));
const level = (days: readonly RecordedDay[], code: string) =>
  Math.exp(learnBranch(days, hallMinutes).pace.level.get(code) ?? 0);

describe('what earlier days say of a branch', () => {
  it('has the share that does not come by the hour of the visit, and by how long before it was booked', () => {
    const days = ten(() => ({
      booked: Array.from({ length: 40 }, (_, index) => {
        const [early, soon] = [index % 2 === 0, index % 4 < 2];
        return booked(early ? 545 : 900, soon ? 0 : 9, !(early && !soon) || index < 20);
      }),
    }));
    const { share, byHour, byLead } = learnBranch(days, hallMinutes).shows;
    assert.ok(Math.abs(share - 0.875) < 0.03, `${share}`);
    assert.ok((byHour.get(9) ?? 0) > 1.4 && (byHour.get(15) ?? 1) < 0.6);
    assert.ok((byLead.get(3) ?? 0) > 1.4 && (byLead.get(0) ?? 1) < 0.6);
  });

  it('has what each service takes, and how slow each clerk is, apart', () => {
    const days = ten(() => ({
      visits: Array.from({ length: 12 }, (_, index) => {
        const slow = index % 3 === 0;
        const code = index % 2 === 0 ? 'RENEW' : 'UNLOCK';
        const usual = code === 'RENEW' ? 20 : 5;
        return visit(code, usual * (slow ? 1.6 : 1), slow ? 'slow' : index % 3 === 1 ? 'b' : 'c');
      }),
    }));
    const { clerks } = learnBranch(days, hallMinutes).pace;
    assert.ok(level(days, 'RENEW') > 1.8 * level(days, 'UNLOCK'));
    const factor = Math.exp((clerks.get('slow')?.mean ?? 0) - (clerks.get('b')?.mean ?? 0));
    assert.ok(factor > 1.35 && factor < 1.65, `${factor}`);
  });

  it('is hardly moved by a visit that somebody forgot to finish', () => {
    const usual = (): RecordedVisit[] =>
      Array.from({ length: 6 }, (_, index) => visit('RENEW', 8 + (index % 3) * 2, index % 2 ? 'a' : 'b'));
    const plain = ten(() => ({ visits: usual() }));
    const odd = ten((index) => ({ visits: index < 3 ? [...usual(), visit('RENEW', 150, 'a')] : usual() }));
    const moved = level(odd, 'RENEW') / level(plain, 'RENEW');
    assert.ok(moved < 1.06, `${moved}`);
    const [before, after] = [plain, odd].map((days) => learnBranch(days, hallMinutes).pace);
    assert.ok((after?.visitVariance ?? 1) < 2 * (before?.visitVariance ?? 0) + 0.05);
    const clerk = Math.exp((after?.clerks.get('a')?.mean ?? 1) - (before?.clerks.get('a')?.mean ?? 0));
    assert.ok(clerk < 1.08, `${clerk}`);
  });
});

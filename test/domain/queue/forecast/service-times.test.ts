import assert from 'node:assert/strict';
import {
  learnServiceTimes,
  plannedMinutes,
  priorServiceTimes,
  quantileSteps,
  visitMinutes,
} from '../../../../server/domain/queue/forecast/service-times.ts';
import { hallSite } from '../../../support/hall-site.ts';

const planned = new Map([
  ['RENEW', 10],
  ['NEW', 30],
]);
const visit = (code: string, minutes: number, quantity = 1) => ({ services: [{ code, quantity }], minutes });
const median = (times: ReturnType<typeof priorServiceTimes>, code: string) =>
  times.perItem.get(code)![quantileSteps / 2]!;

describe('service times', () => {
  it('before anything is learned have the catalogue’s minutes as their mean', () => {
    const quantiles = priorServiceTimes(planned).perItem.get('RENEW')!;
    const mean =
      quantiles.slice(1).reduce((sum, each, index) => sum + (each + quantiles[index]!) / 2, 0) /
      quantileSteps;
    assert.ok(Math.abs(mean - 10) < 0.5, String(mean));
  });

  it('come near to what visits take as visits are seen, service by service', () => {
    const seen = (count: number) =>
      learnServiceTimes(
        Array.from({ length: count }, () => visit('RENEW', 20)),
        planned,
      );
    assert.ok(median(seen(5), 'RENEW') < median(seen(50), 'RENEW'));
    assert.ok(Math.abs(median(seen(200), 'RENEW') - 20) < 1);
    assert.equal(median(seen(200), 'NEW'), median(priorServiceTimes(planned), 'NEW'));
  });

  it('are not moved at all by slips of the button, and little by one visit that lasted for ever', () => {
    const usual = Array.from({ length: 60 }, (_, index) => visit('RENEW', 6 + (index % 9)));
    const plain = learnServiceTimes(usual, planned);
    assert.deepEqual(
      learnServiceTimes([...usual, visit('RENEW', 600), visit('RENEW', 0.01)], planned),
      plain,
    );
    const odd = learnServiceTimes([...usual, visit('RENEW', 79)], planned);
    assert.ok(Math.abs(median(plain, 'RENEW') - median(odd, 'RENEW')) < 0.5);
  });

  it('forget old visits when there are enough new ones', () => {
    const old = Array.from({ length: 300 }, () => visit('RENEW', 30));
    const recent = Array.from({ length: 200 }, () => visit('RENEW', 8));
    assert.ok(median(learnServiceTimes([...old, ...recent], planned), 'RENEW') < 9);
  });

  it('of a visit add up services and quantities', () => {
    const times = priorServiceTimes(planned);
    const both = visitMinutes(
      [
        { code: 'RENEW', quantity: 2 },
        { code: 'NEW', quantity: 1 },
      ],
      times,
    );
    assert.ok(Math.abs(both[8]! - (2 * median(times, 'RENEW') + median(times, 'NEW'))) < 1e-9);
    assert.ok(both.every((each, index) => index === 0 || each >= both[index - 1]!));
  });

  it('are planned by the site’s own minutes first, then the catalogue’s', () => {
    const site = {
      ...hallSite(1),
      services: [
        { service: 'RENEW', queue: 'A', minutes: 12 },
        { service: 'NEW', queue: 'B', minutes: null },
      ],
    };
    assert.deepEqual(
      plannedMinutes(
        site,
        new Map([
          ['RENEW', { minutes: 10 }],
          ['NEW', { minutes: 30 }],
        ]),
      ),
      new Map([
        ['RENEW', 12],
        ['NEW', 30],
      ]),
    );
  });
});

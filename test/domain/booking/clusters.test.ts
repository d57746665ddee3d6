import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type Cluster,
  clustersOf,
  enoughPoints,
  leastBookings,
  type MadeBooking,
  rushGap,
  signPoints,
} from '../../../server/domain/booking/clusters.ts';
import { branchStem, numberedStem } from '../../../server/domain/booking/name-stem.ts';
import { minute, second } from '../../../server/domain/calendar/durations.ts';

const release = Date.parse('2026-11-23T09:00:00+08:00');
const characters = [...'星海云帆天成瑞丰华盛锦绣长青远航东方泰和'];
const mobile = (n: number): string => `139${String(n).padStart(8, '0')}`;
/** No two alike, and without a number in it. */
const properName = (n: number): string =>
  `${characters[n % characters.length]}${characters[Math.floor(n / characters.length) % characters.length]}${
    characters[Math.floor(n / characters.length ** 2) % characters.length]
  }贸易有限公司`;
const booking = (change: Partial<MadeBooking> & { readonly id: string }): MadeBooking => ({
  madeAt: release,
  enterprise: '星海贸易有限公司',
  contact: '王小明',
  mobile: mobile(1),
  network: null,
  ...change,
});
const shuffledWith = (parts: readonly (readonly MadeBooking[])[]) =>
  fc.shuffledSubarray(parts.flat(), { minLength: parts.flat().length });

/** By hand, a form each, 15 s at the least; some of them branches of one group. */
const broker = (tag: string, n: number): fc.Arbitrary<MadeBooking[]> =>
  fc
    .array(fc.record({ pause: fc.integer({ min: 15, max: 600 }), branch: fc.boolean() }), {
      minLength: 1,
      maxLength: 20,
    })
    .map((visits) => {
      let madeAt = release;
      return visits.map(({ pause, branch }, i) => {
        madeAt += pause * second;
        const enterprise = branch ? `宁波港${'一二三四五六七八九十'[i % 10]}分公司` : properName(n * 20 + i);
        return booking({ id: `${tag}-${i}`, madeAt, enterprise, mobile: mobile(n), network: `net-${tag}` });
      });
    });

/** Whoever is behind one address at the hour of release, each for an enterprise and with a mobile of their own. */
const crowd = (tag: string, n: number): fc.Arbitrary<MadeBooking[]> =>
  fc.array(fc.integer({ min: 0, max: 60 * second }), { minLength: 3, maxLength: 40 }).map((times) =>
    times.map((after, i) =>
      booking({
        id: `${tag}-${i}`,
        madeAt: release + after,
        enterprise: properName(1000 + n * 50 + i),
        mobile: mobile(1000 + n * 50 + i),
        network: `net-${tag}`,
      }),
    ),
  );

/** Colleagues of one enterprise, at any time. */
const colleagues = (tag: string, n: number): fc.Arbitrary<MadeBooking[]> =>
  fc.array(fc.integer({ min: 0, max: 5 * minute }), { minLength: 1, maxLength: 8 }).map((times) =>
    times.map((after, i) =>
      booking({
        id: `${tag}-${i}`,
        madeAt: release + after,
        enterprise: `第7${properName(n)}`,
        mobile: mobile(5000 + n * 10 + i),
        network: `net-${tag}`,
      }),
    ),
  );

const honestDay = fc
  .tuple(broker('b1', 1), broker('b2', 2), crowd('c1', 1), crowd('c2', 2), colleagues('d1', 3))
  .chain((parts) => shuffledWith(parts));

interface Attack {
  readonly made: readonly MadeBooking[];
  readonly why: 'numbered' | 'mobile';
}
/** Numbered names from a few networks at any speed, or one mobile for invented enterprises as fast as a machine. */
const attack: fc.Arbitrary<Attack> = fc
  .record({
    size: fc.integer({ min: leastBookings * 2, max: 60 }),
    networks: fc.integer({ min: 1, max: 2 }),
    pause: fc.integer({ min: 0, max: 10 * minute }),
    why: fc.constantFrom('numbered' as const, 'mobile' as const),
  })
  .map(({ size, networks, pause, why }) => ({
    why,
    made: Array.from({ length: size }, (_, i) =>
      booking({
        id: `x-${i}`,
        madeAt: release + i * (why === 'mobile' ? pause % rushGap : pause),
        enterprise: why === 'numbered' ? `北京某某贸易第${i}公司` : properName(3000 + i),
        mobile: why === 'numbered' ? mobile(9000 + i) : mobile(9000),
        network: why === 'numbered' ? `bad-${i % networks}` : null,
      }),
    ),
  }));

const idsOf = ({ bookings }: Cluster): string[] => bookings.map(({ id }) => id).sort();

describe('clusters of bookings', () => {
  it('an honest day has none: agents by hand, branches of a group, colleagues, a crowd behind one address at the hour of release', () => {
    fc.assert(fc.property(honestDay, (made) => assert.deepEqual(clustersOf(made), [])));
  });

  it('an attack is found whole beside an honest day, and nobody honest is among it', () => {
    fc.assert(
      fc.property(attack, honestDay, ({ made, why }, honest) => {
        const found = clustersOf([...honest, ...made]);
        const clustered = found.flatMap(idsOf).sort();
        assert.deepEqual(clustered, made.map(({ id }) => id).sort(), why);
        // numbered names on two networks are two sets unless they came in one rush
        assert.ok(found.length <= 2);
      }),
    );
  });

  it('whatever is given: each set has enough bookings and two signs, no booking is in two, and the order of asking changes nothing', () => {
    const anything = fc.record({
      madeAt: fc.integer({ min: release, max: release + 2 * minute }),
      enterprise: fc.constantFrom(
        '甲1公司',
        '甲2公司',
        '甲3公司',
        '海一公司',
        '海二公司',
        '远航公司',
        'Blue Sky 7',
      ),
      contact: fc.constantFrom('测试1', '测试2', '王小明', '李丽'),
      mobile: fc.constantFrom(mobile(1), mobile(2), mobile(3), ''),
      network: fc.constantFrom('n1', 'n2', null),
    });
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 40 }), fc.infiniteStream(fc.nat()), (rows, order) => {
        const made = rows.map((row, i) => ({ ...row, id: `b${i}` }));
        const found = clustersOf(made);
        const ids = found.flatMap(idsOf);
        assert.equal(new Set(ids).size, ids.length);
        for (const { bookings, reasons, score } of found) {
          assert.ok(bookings.length >= leastBookings);
          assert.ok(score >= enoughPoints && reasons.length >= 2, JSON.stringify(reasons));
          for (const reason of reasons)
            assert.ok(reason.bookings.size > reason.groups, 'shared by two at least');
          const said = new Set(reasons.flatMap((reason) => [...reason.bookings]));
          assert.deepEqual(
            [...said].sort(),
            bookings.map(({ id }) => id).sort(),
            'nobody is in it for nothing',
          );
        }
        const keyed = made
          .map((one) => ({ one, key: order.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key);
        assert.deepEqual(clustersOf(keyed.map(({ one }) => one)), found);
      }),
    );
  });

  it('no sign is enough alone, nor are one mobile and one network: that is an agent in an office', () => {
    assert.ok(Math.max(...Object.values(signPoints)) < enoughPoints);
    assert.ok(signPoints.mobile + signPoints.network < enoughPoints);
    assert.ok(signPoints.rush + signPoints.network < enoughPoints);
  });

  it('says what is shared, by how many, and the likeliest set first', () => {
    const numbered = Array.from({ length: 5 }, (_, i) =>
      booking({
        id: `n${i}`,
        enterprise: `某某贸易${i}号`,
        mobile: mobile(i),
        network: 'a',
        madeAt: release + i,
      }),
    );
    const oneMobile = Array.from({ length: 4 }, (_, i) =>
      booking({ id: `m${i}`, enterprise: properName(i), madeAt: release + i * rushGap, mobile: mobile(77) }),
    );
    const [first, second] = clustersOf([...oneMobile, ...numbered]);
    assert.deepEqual(
      first?.reasons.map(({ sign, bookings, groups }) => [sign, bookings.size, groups]),
      [
        ['enterprise', 5, 1],
        ['rush', 5, 1],
        ['network', 5, 1],
      ],
    );
    assert.deepEqual([first?.score, second?.score], [7, 5]);
    assert.deepEqual(
      second?.reasons.map(({ sign, bookings }) => [sign, bookings.size]),
      [
        ['mobile', 4],
        ['rush', 4],
      ],
    );
  });

  it('one millisecond more than the gap, or three bookings, are nobody’s business', () => {
    const at = (gap: number, count: number) =>
      Array.from({ length: count }, (_, i) =>
        booking({ id: `m${i}`, enterprise: properName(i), madeAt: release + i * gap }),
      );
    assert.equal(clustersOf(at(rushGap, 4)).length, 1);
    assert.deepEqual(clustersOf(at(rushGap + 1, 4)), []);
    assert.deepEqual(clustersOf(at(rushGap, 3)), []);
  });

  it('the same enterprise again and again is no set: it has limits of its own', () => {
    const again = Array.from({ length: 6 }, (_, i) =>
      booking({ id: `m${i}`, enterprise: '3M中国有限公司', madeAt: release + i * second, network: 'a' }),
    );
    assert.deepEqual(clustersOf(again), []);
  });

  it('a name is the same without its figures, whatever their width or the spaces between', () => {
    assert.equal(numberedStem('星海贸易１２ 有限公司'), '星海贸易#有限公司');
    assert.equal(numberedStem('Blue Sky 7 Ltd'), 'bluesky#ltd');
    assert.equal(numberedStem('星海贸易有限公司'), null);
    assert.equal(numberedStem('1001'), null);
    assert.equal(branchStem('宁波港第十二分公司'), '宁波港第#分公司');
    assert.equal(branchStem('远航公司'), null);
  });
});

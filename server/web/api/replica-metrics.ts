import { Counter, Gauge, type Registry } from 'prom-client';
import { answeredBy, type PublicReads } from '../../store/replica/public-reads-query.ts';

/** Who answers what everybody may see, and how far behind the replica may be. Without a replica nothing counts. */
export function replicaMetrics(reads: PublicReads, registers: Registry[]): void {
  new Counter({
    name: 'hall_public_reads_total',
    help: 'Public reads by who answered: the replica, or the main database and why',
    labelNames: ['by'],
    registers,
    collect() {
      this.reset();
      for (const by of answeredBy) this.inc({ by }, reads.counts.get(by) ?? 0);
    },
  });
  new Gauge({
    name: 'hall_replica_behind_seconds',
    help: 'Up to how much the replica of public reads may lack; absent: it is not known to answer',
    registers,
    collect() {
      this.reset();
      const behind = reads.behind();
      if (behind !== null) this.set(behind / 1000);
      else this.remove();
    },
  });
}

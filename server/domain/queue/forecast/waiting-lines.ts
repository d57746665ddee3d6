import { minute } from '../../calendar/durations.ts';

/** People who wait or will come, as numbers: what the call order looks at and nothing else. */
export interface Crowd {
  /** epoch ms; in the order of the calls among equals */
  readonly due: number[];
  /** 1: an appointment that steps back while it is early */
  readonly timed: (0 | 1)[];
  /** which line each stands in */
  readonly line: number[];
}

interface Line {
  /** never early: indexes into the crowd, sorted by due */
  ready: number[];
  readyHead: number;
  /** appointments, sorted by due: while the first is early, all are */
  timed: number[];
  timedHead: number;
}

/**
 * Lines that answer "who is next" without looking at everybody. It is the policy of `nextFor`, made fast for simulation;
 * a test holds the two together.
 */
export class WaitingLines {
  private readonly lines: Line[] = [];
  private readonly crowd: Crowd;
  private readonly callEarly: number;

  constructor(crowd: Crowd, lineCount: number, callEarlyMinutes: number) {
    this.crowd = crowd;
    this.callEarly = callEarlyMinutes * minute;
    for (let index = 0; index < lineCount; index += 1) {
      this.lines.push({ ready: [], readyHead: 0, timed: [], timedHead: 0 });
    }
  }

  /** A person begins to wait. */
  join(person: number): void {
    const line = this.lines[this.crowd.line[person] ?? 0];
    if (line === undefined) return;
    if (this.crowd.timed[person] === 1) this.insert(line.timed, line.timedHead, person);
    else this.insert(line.ready, line.readyHead, person);
  }

  private insert(list: number[], head: number, person: number): void {
    const due = this.crowd.due;
    const own = due[person] ?? 0;
    let at = list.length;
    while (at > head) {
      const other = list[at - 1] ?? 0;
      const otherDue = due[other] ?? 0;
      if (otherDue < own || (otherDue === own && other < person)) break;
      at -= 1;
    }
    if (at === list.length) list.push(person);
    else list.splice(at, 0, person);
  }

  /** Takes out whom a counter that serves these lines calls at this instant; -1: nobody. */
  call(served: readonly number[], now: number): number {
    const due = this.crowd.due;
    let best = -1;
    let from: Line | undefined;
    let bestEarly = true;
    for (const index of served) {
      const line = this.lines[index];
      if (line === undefined) continue;
      const ready = line.ready[line.readyHead];
      if (ready !== undefined && (best < 0 || bestEarly || this.before(ready, best))) {
        best = ready;
        from = line;
        bestEarly = false;
      }
      const timed = line.timed[line.timedHead];
      if (timed === undefined) continue;
      const early = (due[timed] ?? 0) - this.callEarly > now;
      if (best < 0 || (early === bestEarly ? this.before(timed, best) : bestEarly)) {
        best = timed;
        from = line;
        bestEarly = early;
      }
    }
    if (from === undefined) return -1;
    if (this.crowd.timed[best] === 1) from.timedHead += 1;
    else from.readyHead += 1;
    return best;
  }

  private before(a: number, b: number): boolean {
    const difference = (this.crowd.due[a] ?? 0) - (this.crowd.due[b] ?? 0);
    return difference === 0 ? a < b : difference < 0;
  }
}

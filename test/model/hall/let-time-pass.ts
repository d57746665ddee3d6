import type fc from 'fast-check';
import type { HallPlay } from '../../support/hall-play.ts';
import type { HallModel } from './hall-model.ts';

/** Nothing is asked; it gets later. */
export class LetTimePass implements fc.Command<HallModel, HallPlay> {
  readonly minutes: number;

  constructor(minutes: number) {
    this.minutes = minutes;
  }

  check(): boolean {
    return true;
  }

  run(model: HallModel): void {
    model.now += this.minutes;
  }

  toString(): string {
    return `LetTimePass(${this.minutes})`;
  }
}

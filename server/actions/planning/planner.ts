import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import type {
  AnswerTo,
  PlanningAnswer,
  PlanningQuestion,
} from '../../domain/queue/planning/planning-answer.ts';
import { BesideLoop, type ThreadBounds } from '../beside-loop.ts';

const usual: ThreadBounds = { atOnce: 4, longest: 12_000, rests: 10 * 60_000 };

/** Answers questions of planning beside the loop that serves. Refuses with planner_busy and planner_too_long. */
export class Planner {
  readonly #thread: BesideLoop<PlanningQuestion, PlanningAnswer>;

  constructor(bounds: ThreadBounds = usual) {
    this.#thread = new BesideLoop(new URL('./planning-thread.ts', import.meta.url), bounds);
  }

  /** To be called where a question is likely to follow, so that its answer need not wait for the thread. */
  begin(): void {
    this.#thread.begin();
  }

  async ask<Question extends PlanningQuestion>(question: Question): Promise<Outcome<AnswerTo<Question>>> {
    const said = await this.#thread.ask(question);
    if (said.kind === 'busy') return refuse('planner_busy');
    if (said.kind === 'too long') return refuse('planner_too_long');
    return accept(said.answer as AnswerTo<Question>);
  }

  /** Ends the thread; whoever waits is told that it is busy. */
  close(): Promise<void> {
    return this.#thread.close();
  }
}

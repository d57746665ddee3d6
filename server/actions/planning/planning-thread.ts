import { parentPort } from 'node:worker_threads';
import type { PlanningQuestion } from '../../domain/queue/planning/planning-answer.ts';
import { answerPlanning } from '../../domain/queue/planning/planning-answer.ts';

// What runs in the planner's thread: one question after another, each with its answer or with what went wrong.
parentPort?.on('message', (question: PlanningQuestion) => {
  try {
    parentPort?.postMessage({ answer: answerPlanning(question) });
  } catch (error) {
    parentPort?.postMessage({
      failed: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  }
});

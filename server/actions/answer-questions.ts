import { parentPort } from 'node:worker_threads';

/** What runs in a thread beside the loop: one question after another, each with its answer or with what went wrong. */
export function answerQuestions<Question, Answer>(
  answer: (question: Question) => Answer | Promise<Answer>,
): void {
  parentPort?.on('message', async (question: Question) => {
    try {
      parentPort?.postMessage({ answer: await answer(question) });
    } catch (error) {
      const failed = error instanceof Error ? (error.stack ?? error.message) : String(error);
      parentPort?.postMessage({ failed });
    }
  });
}

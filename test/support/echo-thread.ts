import { answerQuestions } from '../../server/actions/answer-questions.ts';

// A thread that answers what it was asked.
answerQuestions((question) => question);

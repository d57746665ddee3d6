import { answerQuestions } from '../answer-questions.ts';
import { lookAt } from './look-at-file.ts';

// What runs in the thread that looks through what was uploaded.
answerQuestions(lookAt);

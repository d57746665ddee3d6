import { answerPlanning } from '../../domain/queue/planning/planning-answer.ts';
import { answerQuestions } from '../answer-questions.ts';

// What runs in the planner's thread.
answerQuestions(answerPlanning);

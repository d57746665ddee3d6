import { answerQuestions } from '../../../actions/answer-questions.ts';
import { drawReport } from './draw-report.ts';

// What runs in the thread that draws reports.
answerQuestions(drawReport);

import { answerQuestions } from '../../../actions/answer-questions.ts';
import { type Chart, chartDrawer } from './draw-chart.ts';

// What runs in the thread that draws.
answerQuestions(async (charts: readonly Chart[]) => charts.map(await chartDrawer()));

import { answerQuestions } from '../../actions/answer-questions.ts';
import { drawPicture } from './draw-picture.ts';

// What runs in the thread that draws pictures to keep.
answerQuestions(drawPicture);

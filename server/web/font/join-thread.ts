import { answerQuestions } from '../../actions/answer-questions.ts';
import { joinSlices } from './join-slices.ts';

// What runs in the thread that makes the files of our own words.
answerQuestions(joinSlices);

import { answerQuestions } from '../../../actions/answer-questions.ts';
import { mostRows } from '../../../actions/importing/import-row.ts';
import { readTable } from './read-table.ts';

// What runs in the thread that reads spreadsheets.
answerQuestions((bytes: Uint8Array) => readTable(bytes, mostRows));

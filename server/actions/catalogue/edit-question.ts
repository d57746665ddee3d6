import { z } from 'zod';
import type { Answer, AnswerEffect, Question } from '../../domain/catalogue/service.ts';
import { type CatalogueEdit, edited, type FieldProblem, problem } from './catalogue-edit.ts';
import { choices, code, flag, optionalText, optionalWords, rows, whole, words } from './input-parts.ts';

const answer = z.object({
  code: optionalText(40).optional(),
  label: words(100),
  drop: choices,
  stop: optionalWords(),
  advise: optionalWords(),
  needs: choices,
  link: optionalText(60),
  remove: flag,
});
const schema = z.object({
  code: optionalText(40).optional(),
  text: words(200),
  help: optionalWords(),
  active: flag,
  sort: whole(0, 100_000),
  answers: rows(
    [
      ...['code', 'label.zh-CN', 'label.en', 'drop', 'stop.zh-CN', 'stop.en'],
      ...['advise.zh-CN', 'advise.en', 'needs', 'link'],
    ],
    answer,
  ),
});
type QuestionInput = z.infer<typeof schema>;

/** The subject of a new question of a service. */
export function newQuestionOf(service: string): string {
  return `new:${service}`;
}

/** A question of a service, with what each answer does. */
export const editQuestion: CatalogueEdit<QuestionInput> = {
  action: 'question.change',
  schema,
  siteOf: () => null,
  read: (records, subject) => {
    const question = records.questions.find((one) => one.code === subject);
    if (question === undefined) return null;
    const { text, help, active, sort, answers } = question;
    return {
      text,
      help,
      active,
      sort,
      answers: Object.fromEntries(answers.map((one) => [one.code, shown(one)])),
    };
  },
  apply: (records, subject, input) => {
    const known = records.questions.find((one) => one.code === subject);
    const service = known?.service ?? subject.replace(/^new:/, '');
    const read = code.safeParse(input.code ?? '');
    const problems: FieldProblem[] = [];
    if (known === undefined && !read.success) problems.push(problem('code', 'wrong_format'));
    if (known === undefined && records.questions.some((one) => one.code === read.data))
      problems.push(problem('code', 'twice'));
    if (!records.services.some((one) => one.code === service)) problems.push(problem('code', 'not_allowed'));
    const answers = answersOf(input, known?.answers ?? [], problems);
    if (answers.length < 2) problems.push(problem('answers.new1.label.zh-CN', 'required'));
    if (problems.length > 0) return { ok: false, problems };
    const { text, help, active, sort } = input;
    const question: Question = {
      ...(known ?? { code: read.data ?? '', service, verified: false }),
      text,
      help,
      active,
      sort,
      answers,
    };
    const others = records.questions.filter((one) => one.code !== question.code);
    return edited({ ...records, questions: [...others, question] });
  },
};

function shown({ label, effect }: Answer) {
  const { drop = [], stop = null, advise = null, needs = [], link = null } = effect;
  return { label, drop, stop, advise, needs, link };
}

function answersOf(input: QuestionInput, before: readonly Answer[], problems: FieldProblem[]): Answer[] {
  const answers: Answer[] = [];
  for (const [key, given] of Object.entries(input.answers)) {
    const known = before.some((one) => one.code === key);
    if (given.remove) continue;
    const read = code.safeParse(given.code ?? '');
    if (!known && !read.success) problems.push(problem(`answers.${key}.code`, 'wrong_format'));
    else if (!known && [...before, ...answers].some((one) => one.code === read.data))
      problems.push(problem(`answers.${key}.code`, 'twice'));
    else answers.push({ code: known ? key : (read.data ?? ''), label: given.label, effect: effectOf(given) });
  }
  return answers;
}

function effectOf({ drop, stop, advise, needs, link }: z.infer<typeof answer>): AnswerEffect {
  return {
    ...(drop.length > 0 ? { drop } : {}),
    ...(stop === null ? {} : { stop }),
    ...(advise === null ? {} : { advise }),
    ...(needs.length > 0 ? { needs } : {}),
    ...(link === null ? {} : { link }),
  };
}

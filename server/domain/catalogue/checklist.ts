import type { Catalogue, Link } from './catalogue.ts';
import { addToItem, type ChecklistItem, newItem } from './checklist-item.ts';
import { type AnsweredQuestion, answeredQuestions, questionsFor } from './questions-for.ts';
import type { ProvidedBy, Question, VisitService } from './service.ts';
import type { Words } from './words.ts';

export interface ChecklistGroup {
  readonly providedBy: ProvidedBy;
  readonly items: readonly ChecklistItem[];
}

/** What an answer says to the reader. */
export interface ChecklistPrompt {
  /** code of the question */
  readonly question: string;
  readonly words: Words;
  readonly link: Link | null;
  /** services of which one belongs to the visit as well; empty: nothing more is needed */
  readonly needs: readonly string[];
}

/** What to bring to one visit, and what to know before it. */
export interface Checklist {
  readonly groups: readonly ChecklistGroup[];
  /** any of these: the visit is not possible yet */
  readonly stops: readonly ChecklistPrompt[];
  readonly advice: readonly ChecklistPrompt[];
  readonly unanswered: readonly Question[];
}

const groupOrder: readonly ProvidedBy[] = ['enterprise', 'legal_person', 'operator', 'handling_person'];

/** Repeated services add up, in the catalogue's order whatever order they were chosen in; unknown ones are left out. */
function visitOf(catalogue: Catalogue, services: readonly VisitService[]): readonly VisitService[] {
  return [...catalogue.services.keys()].flatMap((code) => {
    const quantity = services.reduce((sum, one) => (one.code === code ? sum + one.quantity : sum), 0);
    return quantity > 0 ? [{ code, quantity }] : [];
  });
}

function prompts(
  catalogue: Catalogue,
  answered: readonly AnsweredQuestion[],
  effect: 'stop' | 'advise',
): readonly ChecklistPrompt[] {
  const said = new Map<string, ChecklistPrompt>();
  for (const { question, answer } of answered) {
    const words = answer.effect[effect];
    if (words === undefined || said.has(words['zh-CN'])) continue;
    const link = catalogue.links.get(answer.effect.link ?? '') ?? null;
    said.set(words['zh-CN'], { question: question.code, words, link, needs: answer.effect.needs ?? [] });
  }
  return [...said.values()];
}

/**
 * The one list of a visit of several services: each material once, in its strictest form, without what the answers
 * (question code → answer code) make unnecessary. `site` null: without the additions of any site.
 */
export function checklistFor(
  catalogue: Catalogue,
  site: string | null,
  services: readonly VisitService[],
  answers: Readonly<Record<string, string>>,
): Checklist {
  const visit = visitOf(catalogue, services);
  const answered = answeredQuestions(catalogue, visit, answers);
  const dropped = new Set(
    answered.flatMap(({ question, answer }) =>
      (answer.effect.drop ?? []).map((material) => `${question.service}|${material}`),
    ),
  );

  const items = new Map<string, ChecklistItem>();
  for (const chosen of visit) {
    for (const line of catalogue.serviceMaterials) {
      const here = line.service === chosen.code && (line.site === null || line.site === site);
      const material = catalogue.materials.get(line.material);
      if (!here || material === undefined || dropped.has(`${line.service}|${line.material}`)) continue;
      const before = items.get(material.code) ?? newItem(material);
      items.set(material.code, addToItem(before, line, material.perCard === true ? chosen.quantity : null));
    }
  }

  const answeredCodes = new Set(answered.map(({ question }) => question.code));
  return {
    groups: groupOrder.flatMap((providedBy) => {
      const own = [...items.values()].filter((item) => item.providedBy === providedBy);
      return own.length > 0 ? [{ providedBy, items: own }] : [];
    }),
    stops: prompts(catalogue, answered, 'stop'),
    advice: prompts(catalogue, answered, 'advise'),
    unanswered: questionsFor(catalogue, visit).filter(({ code }) => !answeredCodes.has(code)),
  };
}

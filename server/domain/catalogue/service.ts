import type { Words } from './words.ts';

export type MaterialForm = 'original' | 'copy' | 'original_or_copy' | 'any';
/** Who must provide a material; the checklist is grouped by it. */
export type ProvidedBy = 'enterprise' | 'legal_person' | 'operator' | 'handling_person';

export interface Material {
  readonly code: string;
  readonly name: Words;
  readonly providedBy: ProvidedBy;
  /** one is needed for every card of the visit; otherwise one serves the whole visit */
  readonly perCard?: boolean;
}

/** One line of a service's list of materials. `site` null: everywhere; otherwise an addition of that site only. */
export interface ServiceMaterial {
  readonly service: string;
  readonly material: string;
  readonly site: string | null;
  readonly form: MaterialForm;
  /** bears the official seal (公章) */
  readonly sealed: boolean;
  /** the thing itself must be physically present */
  readonly bring: boolean;
  readonly note: Words | null;
  readonly active: boolean;
  readonly verified: boolean;
  readonly sort: number;
}

export interface Service {
  readonly code: string;
  readonly name: Words;
  readonly summary: Words;
  /** minutes at the counter for one, unless a site says otherwise */
  readonly minutes: number;
  /** can (also) be applied for online */
  readonly online: boolean;
  /** where it is handled, as the catalogue's source says */
  readonly where: Words;
  readonly active: boolean;
  readonly verified: boolean;
  /** parts of a verified record that nobody has confirmed, e.g. 'minutes' */
  readonly unverified?: readonly string[];
  readonly sort: number;
}

/** What an answer to a question does to the visit. */
export interface AnswerEffect {
  /** material codes of the question's service that are not needed after this answer */
  readonly drop?: readonly string[];
  /** the visit is not possible yet: the reason and the way forward */
  readonly stop?: Words;
  /** the trip may be saved: shown before a slot is offered, does not stop */
  readonly advise?: Words;
  /** codes of services of which the visit should have one as well, e.g. to unlock a card that is locked; `advise` says so */
  readonly needs?: readonly string[];
  /** code of a link (see Link) that goes with `stop` or `advise` */
  readonly link?: string;
}

export interface Answer {
  readonly code: string;
  readonly label: Words;
  readonly effect: AnswerEffect;
}

/** A question that tailors the checklist or saves the trip. Data, not code. */
export interface Question {
  readonly code: string;
  readonly service: string;
  readonly text: Words;
  readonly help: Words | null;
  readonly answers: readonly Answer[];
  readonly active: boolean;
  readonly verified: boolean;
  readonly sort: number;
}

/** One service of a visit, `quantity` cards of it (1…20). */
export interface VisitService {
  readonly code: string;
  readonly quantity: number;
}

import fc from 'fast-check';
import {
  type AgencyCase,
  newCase,
  type UploadedFile,
  withChecklist,
} from '../../../server/domain/agency/agency-case.ts';
import { type AgencyCommand, decideAgency } from '../../../server/domain/agency/decide-agency.ts';
import { type AgencyFact, evolveAgency } from '../../../server/domain/agency/evolve-agency.ts';
import type { Checklist } from '../../../server/domain/catalogue/checklist.ts';
import type { ChecklistItem } from '../../../server/domain/catalogue/checklist-item.ts';
import type { Outcome } from '../../../server/domain/outcome.ts';

export const visit = { state: 'confirmed', handling: 'online_agency' } as const;

export function fileOf(id: string): UploadedFile {
  return { id, kind: 'pdf', size: 10, sha256: `hash of ${id}`, name: `${id}.pdf`, uploadedAt: 1 };
}

const item = (key: string, bring: boolean): ChecklistItem => ({
  key,
  bring,
  material: key,
  name: { 'zh-CN': key, en: key },
  providedBy: 'enterprise',
  form: 'any',
  sealed: false,
  quantity: 1,
  note: null,
  services: ['RENEW'],
});

export function checklist(documents: readonly string[], things: readonly string[] = []): Checklist {
  const items = [...documents.map((key) => item(key, false)), ...things.map((key) => item(key, true))];
  return { groups: [{ providedBy: 'enterprise', items }], stops: [], advice: [], unanswered: [] };
}

/** A case of which commands are asked one after another. */
export class AgencyPlay {
  agency: AgencyCase;
  readonly facts: AgencyFact[] = [];
  now = 1000;

  constructor(documents: readonly string[] = ['A', 'B'], things: readonly string[] = ['CARD']) {
    this.agency = withChecklist(newCase('b', 'HZ', this.now), checklist(documents, things));
  }

  /** `revision` is that of the case as it stands. */
  ask(command: AgencyAsk): Outcome<readonly AgencyFact[]> {
    this.now += 1;
    const decided = decideAgency(this.agency, visit, whole(command, this.agency), this.now);
    if (decided.ok)
      for (const fact of decided.value) {
        this.facts.push(fact);
        this.agency = evolveAgency(this.agency, fact);
      }
    return decided;
  }

  do(...commands: readonly AgencyAsk[]): this {
    for (const command of commands) {
      const outcome = this.ask(command);
      if (!outcome.ok) throw new Error(`${command.type}: ${outcome.code}`);
    }
    return this;
  }

  uploadAll(): this {
    return this.do(
      ...this.agency.documents.flatMap(({ item: key, physical }): AgencyAsk[] =>
        physical ? [] : [{ type: 'upload', item: key, file: fileOf(`${key}${this.now}`) }],
      ),
    );
  }

  stateOf(key: string): string {
    return this.agency.documents.find((document) => document.item === key)?.state ?? 'none';
  }
}

type WithoutRevision<T> = T extends { readonly revision: number } ? Omit<T, 'revision'> : T;
/** A command, the revision of which is filled in. */
export type AgencyAsk = WithoutRevision<AgencyCommand>;

function whole(command: AgencyAsk, { revision }: AgencyCase): AgencyCommand {
  const holders = ['upload', 'remove', 'submit'];
  return (holders.includes(command.type) ? command : { ...command, revision }) as AgencyCommand;
}

const anyItem = fc.constantFrom('A', 'B', 'CARD', 'NONE');
const note = fc.constantFrom(null, 'SF 1234');

/** Any command at all, sensible or not. */
export const anyCommand: fc.Arbitrary<AgencyAsk> = fc.oneof(
  fc.record({
    type: fc.constant('upload' as const),
    item: anyItem,
    file: fc.integer().map((n) => fileOf(`f${n}`)),
  }),
  fc.record({
    type: fc.constantFrom('remove' as const, 'accept_document' as const, 'receive_item' as const),
    item: anyItem,
  }),
  fc.record({
    type: fc.constant('return_document' as const),
    item: anyItem,
    reason: fc.constantFrom('', '章'),
  }),
  fc.record({ type: fc.constantFrom('ready' as const, 'send' as const), note }),
  fc.record({ type: fc.constantFrom('submit' as const, 'accept' as const, 'close' as const) }),
);

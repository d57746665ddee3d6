import { carryOutEdit, revisionOf } from '../../../actions/catalogue/carry-out-edit.ts';
import type { FieldProblem } from '../../../actions/catalogue/catalogue-edit.ts';
import type { ImportRow, PlannedRow } from '../../../actions/importing/import-row.ts';
import { inPieces } from '../../../actions/importing/in-pieces.ts';
import { type CatalogueImport, importEdit, planLines } from '../../../actions/importing/plan-import.ts';
import type { StaffActor } from '../../../domain/staff/actor.ts';
import type { PageContext } from '../../page-context.ts';
import { type EffectsView, effectsView } from '../form/effects-view.ts';
import type { SettingsSystem } from '../form/settings-form.ts';

/** What was told when the lines were looked at, sent back by whoever confirms it. */
export interface Confirmation {
  readonly revision: string;
  readonly token: string;
}

export type Tried =
  | { readonly kind: 'done'; readonly planned: readonly PlannedRow[] }
  | {
      readonly kind: 'look';
      readonly planned: readonly PlannedRow[];
      readonly revision: string;
      readonly token: string;
      readonly effects: EffectsView | null;
      /** it was confirmed, and something had changed */
      readonly stale: boolean;
    }
  | { readonly kind: 'blocked'; readonly problems: readonly FieldProblem[] }
  | { readonly kind: 'not_permitted' };

/** Looks at what the lines would do, or does it where that is what was confirmed. */
export async function tryCatalogue(
  system: SettingsSystem,
  kind: CatalogueImport,
  {
    rows,
    staff,
    page,
  }: { readonly rows: readonly ImportRow[]; readonly staff: StaffActor; readonly page: PageContext },
  confirmed: Confirmation | null,
): Promise<Tried> {
  const now = system.clock.now();
  const records = await system.catalogueCache.records(system.database.writer);
  const plan = await inPieces(planLines(kind, records, rows, { newId: system.secrets.newId, now }));
  const { rows: planned } = plan;
  const edit = importEdit(kind, rows, { before: records, plan });
  const revision = revisionOf(edit.read(records, 'all', now));
  const outcome = await carryOutEdit(system, edit, {
    ...{ subject: kind.name, given: null, staff },
    revision: confirmed?.revision ?? revision,
    confirmed: confirmed?.token ?? '',
    look: confirmed === null,
  });
  switch (outcome.kind) {
    case 'not_permitted':
      return { kind: 'not_permitted' };
    case 'invalid':
      return { kind: 'blocked', problems: outcome.problems };
    case 'done':
      return { kind: 'done', planned };
    case 'preview': {
      const { effects } = outcome;
      const harm = effects.conflicts.length > 0 || effects.warnings.length > 0 || effects.touched > 0;
      const told = harm ? effectsView(effects, { sums: [], lines: [] }, records, page) : null;
      // its button is the one of the whole page
      const shown = told && { ...told, token: '' };
      return {
        ...{ kind: 'look', planned, revision, token: effects.token, effects: shown },
        stale: confirmed !== null,
      };
    }
    case 'stale_form': {
      const again = await tryCatalogue(system, kind, { rows, staff, page }, null);
      return again.kind === 'look' ? { ...again, stale: true } : again;
    }
  }
}

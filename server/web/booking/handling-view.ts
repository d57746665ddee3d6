import { type AgencyCase, unfinished } from '../../domain/agency/agency-case.ts';
import { agencyTable, isUnderWay } from '../../domain/agency/agency-states.ts';
import { isActive } from '../../domain/booking/booking-states.ts';
import { caseHelp } from '../agency/case-help.ts';
import { caseTags, documentLines } from '../agency/case-lines.ts';
import { paths } from '../paths.ts';
import type { Heard } from './hears-of.ts';
import { type Held, optionsOf } from './holder-page.ts';

/** How a visit is handled at a branch that lets the enterprise choose: what was chosen, and whether it can be changed. */
export interface HandlingView {
  readonly chosen: string | null;
  readonly mayChoose: boolean;
  readonly choices: readonly {
    readonly mode: string;
    readonly title: string;
    readonly text: string;
    readonly checked: boolean;
  }[];
  /** null: nobody acts for the enterprise */
  readonly agency: AgencyProgress | null;
}

export interface AgencyProgress {
  readonly stateText: string;
  readonly tag: string;
  readonly help: string;
  /** where an address can be left to hear of the result; null: there is one, or something else tells it */
  readonly addressHref: string | null;
  /** "2 of 3 uploaded"; null: that is not the question any more */
  readonly progress: string | null;
  readonly note: string | null;
  /** the enterprise has something to do */
  readonly turn: boolean;
  readonly action: string;
  readonly href: string;
  readonly lines: readonly {
    readonly name: string;
    readonly stateText: string;
    readonly tag: string;
    readonly reason: string | null;
  }[];
}

const modes = ['self_service', 'online_agency'] as const;

/** Null: the site has no choice, or there is nothing left to say of it. `agency`: of an online agency, else null. */
export function handlingView(held: Held, agency: AgencyCase | null, heard: Heard): HandlingView | null {
  const { booking, site, page } = held;
  const applies = agency === null ? isActive(booking.state) : isActive(booking.state) || agency.revision > 0;
  if (!site.handling || !site.active || !applies) return null;
  const { t } = page;
  const chosen = modes.find((mode) => mode === booking.handling);
  return {
    chosen: chosen === undefined ? null : t(`manage.handling.${chosen}`),
    mayChoose: optionsOf(held).handling && (agency === null || !isUnderWay(agency.state)),
    choices: modes.map((mode) => ({
      mode,
      title: t(`manage.handling.${mode}`),
      text: t(`manage.handling.${mode}_text`),
      checked: mode === chosen,
    })),
    agency: agency === null ? null : progressOf(held, agency, heard),
  };
}

function progressOf(held: Held, agency: AgencyCase, heard: Heard): AgencyProgress {
  const { t } = held.page;
  const { reference, state } = held.booking;
  const turn = isActive(state) && agencyTable.case[agency.state].uploaded !== undefined;
  const lines = documentLines({ ...held, agency }, (item) => paths.booking.document(reference, item));
  const all = lines.filter(({ physical }) => !physical).length;
  return {
    stateText: t(`agency.state.${agency.state}`),
    tag: caseTags[agency.state],
    help: caseHelp(agency, heard, t),
    addressHref: heard === 'by_address' ? paths.booking.contact(reference) : null,
    progress: turn ? t('agency.progress', { done: all - unfinished(agency).length, all }) : null,
    note: agency.note,
    turn,
    action: t(turn ? 'manage.handling.upload' : 'manage.handling.progress'),
    href: paths.booking.materials(reference),
    lines: lines.map(({ name, stateText, tag, reason }) => ({ name, stateText, tag, reason })),
  };
}

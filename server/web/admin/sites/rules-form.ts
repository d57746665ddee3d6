import { editRules } from '../../../actions/catalogue/edit-rules.ts';
import { unsettledRules } from '../../../domain/booking/booking-rules.ts';
import { mobileProofs } from '../../../domain/booking/limit-rules.ts';
import type { Translate } from '../../../locales/words.ts';
import { type Control, type Field, flag, number, time } from '../form/form-section.ts';
import type { SettingsForm } from '../form/settings-form.ts';
import { siteFrame } from './site-frame.ts';

const groups = [
  ['window', ['firstWorkingDay', 'lastWorkingDay', 'noticeMinutes', 'releaseAt']],
  ['limits', ['onePerDay', 'maxItems', 'holdMinutes', 'cutOffMinutes', 'coolDownLeast', 'coolDownMost']],
  [
    'persons',
    [
      'enterprisePerSlot',
      'enterprisePerDay',
      'enterpriseOpen',
      'mobilePerDay',
      'mobileOpen',
      'mailPerDay',
      'mailOpen',
    ],
  ],
  ['networks', ['networkPerDay', 'networkInDemand', 'networkMade', 'holdsPerBrowser', 'holdsAtOnce']],
  ['demand', ['releaseMinutes', 'demandStarts', 'releasePerMinute', 'proofOfWork', 'mobileProof']],
  ['missed', ['missedLimit', 'missedWindowDays', 'missedBlockDays', 'objectionDays']],
  ['conflicts', ['unsettled', 'unsettledDays', 'unsettledHours']],
  [
    'waiting',
    [
      ...(['waitingList', 'offerMinutes', 'offersFrom', 'offersUntil', 'waitingPerEnterprise'] as const),
      ...(['waitingPerMobile', 'waitingPerMail', 'waitingPerNetwork', 'waitingPerBrowser'] as const),
    ],
  ],
  ['privacy', ['retentionDays']],
] as const;
type RuleName = (typeof groups)[number][1][number];

const controls: Partial<Record<RuleName, Control>> = {
  releaseAt: time,
  onePerDay: flag,
  proofOfWork: flag,
  waitingList: flag,
  offersFrom: time,
  offersUntil: time,
};

/** The booking rules. */
export const rulesForm: SettingsForm<ReturnType<typeof editRules.schema.parse>> = {
  edit: editRules,
  frame: (ask) => siteFrame(ask, 'rules'),
  sections: ({ page: { t } }) =>
    groups.map(([group, names]) => ({
      heading: t(`settings.rules.${group}`),
      fields: names.map((name) => ruleField(name, t)),
    })),
};

function ruleField(name: RuleName, t: Translate): Field {
  return {
    name,
    label: t(`settings.rules.${name}`),
    hint: t(`settings.rules.hint.${name}`),
    control: choiceOf(name, t) ?? controls[name] ?? number,
    optional: name === 'releaseAt',
  };
}

/** Null: it is no choice of a few words. */
function choiceOf(name: RuleName, t: Translate): Control | null {
  if (name === 'mobileProof') return proofChoice(t);
  if (name !== 'unsettled') return null;
  const options = unsettledRules.map((value) => ({ value, text: t(`settings.rules.unsettledIs.${value}`) }));
  return { kind: 'choice', options };
}

function proofChoice(t: Translate): Control {
  const options = mobileProofs.map((value) => ({ value, text: t(`settings.rules.proof.${value}`) }));
  return { kind: 'choice', options };
}

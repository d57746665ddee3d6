import { editHallPolicy } from '../../../actions/catalogue/edit-hall-policy.ts';
import { voiceOrders } from '../../../domain/queue/hall/hall-policy.ts';
import type { Translate } from '../../../locales/words.ts';
import { choice, type Field, flag, number, radios, wide } from '../form/form-section.ts';
import type { SettingsForm } from '../form/settings-form.ts';
import { siteFrame } from './site-frame.ts';

const order = ['walkInTarget', 'calledWithin', 'lateGrace', 'checkInEarly', 'callEarly'] as const;
const missed = ['recalls', 'returnWithin', 'deferrals'] as const;
const flags = ['priorityLane', 'lastCall', 'numberByPhone', 'numberOnDisplay', 'badgeOnScreen'] as const;

/** How the hall calls. */
export const hallForm: SettingsForm<ReturnType<typeof editHallPolicy.schema.parse>> = {
  edit: editHallPolicy,
  frame: (ask) => siteFrame(ask, 'hall'),
  sections: ({ page: { t } }) => [
    { heading: t('settings.hall.order'), fields: order.map((name) => numberField(name, t)) },
    { heading: t('settings.hall.missed'), fields: missed.map((name) => numberField(name, t)) },
    {
      heading: t('settings.hall.lanes'),
      fields: flags.map((name) => flagField(name, t)),
    },
    { heading: t('settings.hall.ending'), fields: [numberField('endAfter', t)] },
    {
      heading: t('settings.hall.alarms'),
      fields: [
        {
          name: 'alarmsTo',
          label: t('settings.hall.alarmsTo'),
          hint: t('settings.hall.hint.alarmsTo'),
          control: wide,
        },
        numberField('alarmsAfter', t),
      ],
    },
    { heading: t('settings.hall.figures'), fields: [flagField('figuresByClerk', t)] },
    { heading: t('settings.hall.speech'), fields: speechFields(t) },
  ],
};

function numberField(
  name: (typeof order)[number] | (typeof missed)[number] | 'endAfter' | 'alarmsAfter',
  t: Translate,
): Field {
  return { name, label: t(`settings.hall.${name}`), hint: t(`settings.hall.hint.${name}`), control: number };
}

function flagField(name: (typeof flags)[number] | 'figuresByClerk', t: Translate): Field {
  return { name, label: t(`settings.hall.${name}`), hint: t(`settings.hall.hint.${name}`), control: flag };
}

function speechFields(t: Translate): readonly Field[] {
  return [
    {
      name: 'calling',
      label: t('settings.hall.calling'),
      control: radios([
        { value: 'voice', text: t('settings.hall.callingVoice') },
        {
          value: 'silent',
          text: t('settings.hall.callingSilent'),
          hint: t('settings.hall.callingSilentHint'),
        },
      ]),
    },
    {
      name: 'speech.language',
      label: t('settings.hall.language'),
      control: choice([
        { value: 'zh-CN', text: '中文' },
        { value: 'en', text: 'English' },
        { value: 'both', text: t('settings.hall.both') },
      ]),
    },
    {
      name: 'speech.unknown',
      label: t('settings.hall.unknown'),
      hint: t('settings.hall.unknownHint'),
      control: choice([
        { value: 'alternate', text: t('settings.hall.unknownAlternate') },
        { value: 'zh-CN', text: t('settings.hall.unknownChinese') },
        { value: 'both', text: t('settings.hall.unknownBoth') },
      ]),
    },
    {
      name: 'speech.one',
      label: t('settings.hall.one'),
      control: choice([
        { value: '一', text: '一 (yī)' },
        { value: '幺', text: '幺 (yāo)' },
      ]),
    },
    {
      name: 'speech.letters',
      label: t('settings.hall.letters'),
      hint: t('settings.hall.lettersHint'),
      control: choice([
        { value: 'plain', text: 'B' },
        { value: 'phrase', text: 'B as in Beijing' },
      ]),
    },
    {
      name: 'speech.voices',
      label: t('settings.hall.voices'),
      hint: t('settings.hall.voicesHint'),
      control: choice(voiceOrders.map((value) => ({ value, text: t(`settings.hall.voiceOrder.${value}`) }))),
    },
    {
      name: 'speech.deviceVoices',
      label: t('settings.hall.deviceVoices'),
      hint: t('settings.hall.deviceVoicesHint'),
      control: wide,
    },
    { name: 'speech.times', label: t('settings.hall.times'), control: number },
    {
      name: 'speech.rate',
      label: t('settings.hall.rate'),
      hint: t('settings.hall.rateHint'),
      control: number,
    },
    {
      name: 'speech.volume',
      label: t('settings.hall.volume'),
      hint: t('settings.hall.volumeHint'),
      control: number,
    },
  ];
}

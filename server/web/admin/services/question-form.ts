import type { Request } from 'express';
import { editQuestion, newQuestionOf } from '../../../actions/catalogue/edit-question.ts';
import { paths } from '../../paths.ts';
import { bilingual, rowKeys } from '../form/bilingual.ts';
import { choice, choices, type FormSection, flag, long, number, short } from '../form/form-section.ts';
import type { FormAsk, SettingsForm } from '../form/settings-form.ts';
import { openHere } from '../open-here.ts';
import { serviceFrame } from './service-forms.ts';

export function questionOfRequest(request: Request): string {
  const { service, question } = request.params;
  return question === undefined || question === 'new' ? newQuestionOf(String(service)) : String(question);
}

function serviceOf({ records, subject }: Pick<FormAsk, 'records' | 'subject'>): string {
  return records.questions.find(({ code }) => code === subject)?.service ?? subject.replace(/^new:/, '');
}

/** A question and what each of its answers does. */
export const questionForm: SettingsForm<ReturnType<typeof editQuestion.schema.parse>> = {
  edit: editQuestion,
  start: () => ({ active: true, sort: 100 }),
  next: (ask) => paths.admin.act('services', serviceOf(ask), 'questions'),
  frame: (ask) => {
    const service = serviceOf(ask);
    const frame = serviceFrame({ ...ask, subject: service }, 'questions');
    const back = { href: paths.admin.act('services', service, 'questions'), text: frame.heading };
    const own = openHere(ask, paths.admin.question(service, ask.subject));
    return { ...frame, crumbs: [...frame.crumbs, back], lede: ask.page.t('settings.question.text'), ...own };
  },
  sections: (ask) => {
    const { records, subject, values, page } = ask;
    const { t } = page;
    const known = records.questions.find(({ code }) => code === subject);
    const codes = known?.answers.map(({ code }) => code) ?? [];
    const keys = rowKeys('answers', codes, values, known === undefined ? 2 : 1);
    return [
      {
        heading: t('settings.question.question'),
        fields: [
          ...(known === undefined
            ? [
                {
                  name: 'code',
                  label: t('settings.field.code'),
                  hint: t('settings.field.codeHint'),
                  control: short,
                },
              ]
            : []),
          ...bilingual('text', t('settings.question.words'), t),
          ...bilingual('help', t('settings.question.help'), t, { control: long, optional: true }),
          { name: 'active', label: t('settings.question.active'), control: flag },
          {
            name: 'sort',
            label: t('settings.field.sort'),
            hint: t('settings.field.sortHint'),
            control: number,
          },
        ],
      },
      ...keys.map((key) => answerSection(ask, key, codes.includes(key))),
    ];
  },
};

function answerSection(ask: FormAsk, key: string, known: boolean): FormSection {
  const { records, page } = ask;
  const { t, locale } = page;
  const service = serviceOf(ask);
  const asked = new Set(
    records.serviceMaterials.filter((one) => one.service === service).map((one) => one.material),
  );
  const materials = records.materials.filter(({ code }) => asked.has(code));
  const at = (name: string) => `answers.${key}.${name}`;
  return {
    heading: known ? t('settings.question.answer', { code: key }) : t('settings.question.newAnswer'),
    fields: [
      ...(known
        ? []
        : [
            {
              name: at('code'),
              label: t('settings.field.code'),
              hint: t('settings.field.codeHint'),
              control: short,
            },
          ]),
      ...bilingual(at('label'), t('settings.question.label'), t, { optional: !known }),
      {
        name: at('drop'),
        label: t('settings.question.drop'),
        control: choices(materials.map(({ code, name }) => ({ value: code, text: name[locale] }))),
      },
      ...bilingual(at('stop'), t('settings.question.stop'), t, {
        control: long,
        optional: true,
        hint: t('settings.question.stopHint'),
      }),
      ...bilingual(at('advise'), t('settings.question.advise'), t, {
        control: long,
        optional: true,
        hint: t('settings.question.adviseHint'),
      }),
      {
        name: at('needs'),
        label: t('settings.question.needs'),
        control: choices(
          records.services
            .filter(({ code }) => code !== service)
            .map(({ code, name }) => ({ value: code, text: name[locale] })),
        ),
      },
      {
        name: at('link'),
        label: t('settings.question.link'),
        optional: true,
        control: choice([
          { value: '', text: t('settings.form.none') },
          ...records.links.map(({ code, label }) => ({ value: code, text: label[locale] })),
        ]),
      },
      ...(known ? [{ name: at('remove'), label: t('settings.question.remove'), control: flag }] : []),
    ],
  };
}

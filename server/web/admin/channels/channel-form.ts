import { spelledParameters } from '../../../actions/message/channel-input.ts';
import { type Locale, locales } from '../../../domain/catalogue/words.ts';
import { messageTemplates, type SiteChannelKind } from '../../../domain/message/message.ts';
import { longestSmsValue } from '../../../domain/message/sms-value.ts';
import { type SpokenName, spokenNames } from '../../../domain/message/spoken-names.ts';
import type { Translate } from '../../../locales/words.ts';
import { approvedText } from '../../../messages/approved-text.ts';
import { channelShapes, type SmsTemplates } from '../../../messages/channel-settings.ts';
import type { ConnectedChannel } from '../../../store/message/channel-query.ts';
import { type FormValues, flatValues } from '../../form/form-values.ts';
import {
  choice,
  type Field,
  type FormSection,
  flag,
  number,
  secret,
  short,
  text,
  wide,
} from '../form/form-section.ts';

type SmsKind = Exclude<SiteChannelKind, 'webhook' | 'wecom'>;

/** What the form of a channel holds before anybody has typed; never its secret. */
export function channelValues(kind: SiteChannelKind, channel: ConnectedChannel | null): FormValues {
  if (channel === null) return flatValues({ active: true, price: '0', ...beginnings[kind] });
  const read = channelShapes[kind].settings.safeParse(channel.settings);
  const settings = (read.data ?? {}) as { readonly templates?: SmsTemplates };
  return flatValues({
    ...settings,
    active: channel.active,
    shared: channel.shared,
    price: String(channel.price / 1000),
    templates: typedTemplates(settings.templates ?? {}),
  });
}

const beginnings: Readonly<Record<SiteChannelKind, object>> = {
  webhook: {},
  wecom: { endpoint: 'https://qyapi.weixin.qq.com', form: 'markdown' },
  wechat: { endpoint: 'https://api.weixin.qq.com', way: 'template', longest: 20 },
  aliyun: { endpoint: 'https://dysmsapi.aliyuncs.com', longest: longestSmsValue },
  tencent: {
    endpoint: 'https://sms.tencentcloudapi.com',
    region: 'ap-guangzhou',
    longest: longestSmsValue,
  },
};

function typedTemplates(templates: SmsTemplates): object {
  return Object.fromEntries(
    Object.entries(templates).map(([template, approved]) => [
      template,
      Object.fromEntries(
        Object.entries(approved).map(([locale, { code, parameters }]) => [
          locale,
          { code, parameters: spelledParameters(parameters) },
        ]),
      ),
    ]),
  );
}

/** `hasSecret`: one is stored and can be used, so that the field may stay empty. `before`: the office whose account is for all now; null: none or this one. */
export function channelSections(
  kind: SiteChannelKind,
  {
    hasSecret,
    before,
    t,
    locale,
  }: {
    readonly hasSecret: boolean;
    readonly before: string | null;
    readonly t: Translate;
    readonly locale: Locale;
  },
): readonly FormSection[] {
  const connection: FormSection = {
    heading: t('channels.connection'),
    fields: [
      ...fieldsOf(kind, t),
      {
        name: 'secret',
        label: t(`channels.secret.${kind}`),
        hint: t(hasSecret ? 'channels.secret.kept' : 'channels.secret.needed'),
        control: secret,
        optional: hasSecret,
      },
      { name: 'price', label: t('channels.price'), hint: t('channels.priceHint'), control: short },
      { name: 'active', label: t('channels.active'), hint: t('channels.activeHint'), control: flag },
      {
        name: 'shared',
        label: t('channels.shared'),
        hint: before === null ? t('channels.sharedHint') : t('channels.sharedInstead', { site: before }),
        control: flag,
      },
    ],
  };
  return kind === 'webhook' || kind === 'wecom'
    ? [connection]
    : [connection, templateSection(kind, t, locale)];
}

function fieldsOf(kind: SiteChannelKind, t: Translate): readonly Field[] {
  if (kind === 'webhook') return webhookFields(t);
  return kind === 'wecom' ? wecomFields(t) : smsFields(kind, t);
}

function wecomFields(t: Translate): readonly Field[] {
  const forms = (['markdown', 'text'] as const).map((value) => ({
    value,
    text: t(`channels.form.${value}`),
  }));
  return [
    { name: 'form', label: t('channels.form.label'), control: choice(forms) },
    { name: 'endpoint', label: t('channels.endpoint'), control: text },
  ];
}

function webhookFields(t: Translate): readonly Field[] {
  return [{ name: 'url', label: t('channels.url'), hint: t('channels.urlHint'), control: text }];
}

function smsFields(kind: SmsKind, t: Translate): readonly Field[] {
  const signName = { name: 'signName', label: t('channels.signName'), control: text };
  const endpoint = { name: 'endpoint', label: t('channels.endpoint'), control: text };
  const longest = {
    name: 'longest',
    label: t('channels.longest'),
    hint: t('channels.longestHint'),
    control: number,
  };
  if (kind === 'wechat') {
    const ways = (['template', 'subscription'] as const).map((value) => ({
      value,
      text: t(`channels.way.${value}`),
    }));
    return [
      { name: 'appId', label: t('channels.appId'), control: text },
      { name: 'way', label: t('channels.way.label'), control: choice(ways) },
      endpoint,
      longest,
    ];
  }
  if (kind === 'aliyun') {
    const keyId = { name: 'accessKeyId', label: t('channels.accessKeyId'), control: text };
    return [keyId, signName, endpoint, longest];
  }
  return [
    { name: 'secretId', label: t('channels.secretId'), control: text },
    { name: 'sdkAppId', label: t('channels.sdkAppId'), control: short },
    signName,
    { name: 'region', label: t('channels.region'), control: short },
    endpoint,
    longest,
  ];
}

function templateSection(kind: SmsKind, t: Translate, locale: Locale): FormSection {
  const columns = locales.flatMap((language) => {
    const form = language === 'en' ? 'settings.form.inEnglish' : 'settings.form.inChinese';
    return [
      t(form, { label: t('channels.templates.code') }),
      t(form, { label: t('channels.templates.parameters') }),
    ];
  });
  return {
    heading: t('channels.templates.heading'),
    text: t(`channels.templates.${kind}`, { names: namesFor(t) }),
    table: {
      head: t('channels.templates.message'),
      columns,
      rows: messageTemplates.map((template) => ({
        head: t(`mail.outbox.templates.${template}`),
        note: approvedText(template, locale, kind).text,
        cells: locales.flatMap((language, index) => {
          const at = `templates.${template}.${language}`;
          return [
            { name: `${at}.code`, label: columns[2 * index] ?? '', control: short, optional: true },
            { name: `${at}.parameters`, label: columns[2 * index + 1] ?? '', control: wide, optional: true },
          ];
        }),
      })),
    },
  };
}

function namesFor(t: Translate): string {
  return spokenNames
    .map((name) => t('channels.templates.pair', { name, meaning: meaningOf(name, t) }))
    .join(t('settings.messages.separator'));
}

function meaningOf(name: SpokenName, t: Translate): string {
  switch (name) {
    case 'reason':
    case 'note':
    case 'limit':
    case 'window':
    case 'block':
    case 'until':
      return t(`channels.parameter.${name}`);
    default:
      return t(`settings.messages.parameter.${name}`);
  }
}

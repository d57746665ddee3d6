import type { Material, ServiceMaterial } from '../server/domain/catalogue/service.ts';
import { services } from './services.ts';
import { sites } from './sites.ts';

export const materials: readonly Material[] = [
  {
    code: 'BUSINESS_LICENCE',
    name: { 'zh-CN': '营业执照', en: 'Business licence' },
    providedBy: 'enterprise',
  },
  {
    code: 'CUSTOMS_RECEIPT',
    name: { 'zh-CN': '海关备案回执', en: 'Customs filing receipt' },
    providedBy: 'enterprise',
  },
  {
    code: 'DECLARANT_FORM',
    name: { 'zh-CN': '报关员卡制卡申请表', en: 'Declarant card production application form' },
    providedBy: 'enterprise',
  },
  {
    code: 'LEGAL_PERSON_CARD',
    name: { 'zh-CN': '法人卡', en: 'Legal-person card' },
    providedBy: 'enterprise',
  },
  {
    code: 'CARD_TO_RENEW',
    name: { 'zh-CN': '需更新的 IC 卡（含 USBKey）', en: 'The IC card to renew (USBKey included)' },
    providedBy: 'enterprise',
    perCard: true,
  },
  {
    code: 'DAMAGED_CARD',
    name: { 'zh-CN': '损坏的 IC 卡（含 USBKey）', en: 'The damaged IC card (USBKey included)' },
    providedBy: 'enterprise',
    perCard: true,
  },
  {
    code: 'LOCKED_CARD',
    name: { 'zh-CN': '被锁定的 IC 卡（含 USBKey）', en: 'The locked IC card (USBKey included)' },
    providedBy: 'enterprise',
    perCard: true,
  },
  {
    code: 'AUTHORISATION_LETTER',
    name: { 'zh-CN': '授权委托书', en: 'Letter of authorisation' },
    providedBy: 'enterprise',
  },
  {
    code: 'LEGAL_PERSON_ID',
    name: { 'zh-CN': '法定代表人身份证', en: 'Identity card of the legal person' },
    providedBy: 'legal_person',
  },
  {
    code: 'OPERATOR_ID',
    name: { 'zh-CN': '操作员身份证', en: 'Identity card of the operator' },
    providedBy: 'operator',
  },
  {
    code: 'NEW_OPERATOR_ID',
    name: { 'zh-CN': '新增操作员身份证', en: 'Identity card of the new operator' },
    providedBy: 'operator',
    perCard: true,
  },
  {
    code: 'HANDLING_PERSON_ID',
    name: { 'zh-CN': '经办人身份证', en: 'Identity card of the handling person' },
    providedBy: 'handling_person',
  },
];

type Line = Pick<ServiceMaterial, 'material' | 'form' | 'sealed' | 'bring' | 'note'>;

const either = { form: 'original_or_copy', sealed: false, bring: false, note: null } as const;
const sealed = { form: 'any', sealed: true, bring: false, note: null } as const;
const bring = { form: 'any', sealed: false, bring: true, note: null } as const;
const licence: Line = { material: 'BUSINESS_LICENCE', ...either, sealed: true };

const required: Readonly<Record<string, readonly Line[]>> = {
  NEW: [
    licence,
    { material: 'CUSTOMS_RECEIPT', ...sealed },
    { material: 'LEGAL_PERSON_ID', ...either },
    { material: 'OPERATOR_ID', ...either },
  ],
  RENEW: [licence, { material: 'CARD_TO_RENEW', ...bring }],
  ADD_OPERATOR: [
    licence,
    { material: 'LEGAL_PERSON_CARD', ...bring },
    { material: 'NEW_OPERATOR_ID', ...either },
  ],
  ADD_DECLARANT: [
    { material: 'DECLARANT_FORM', ...sealed },
    licence,
    { material: 'LEGAL_PERSON_CARD', ...bring },
  ],
  REPLACE: [
    licence,
    {
      material: 'DAMAGED_CARD',
      ...bring,
      note: { 'zh-CN': '丢失的卡无需携带', en: 'nothing to bring for a card that is lost' },
    },
  ],
  UNLOCK: [licence, { material: 'LOCKED_CARD', ...bring }],
};

/** Some offices also ask for these; each site switches them on for itself. */
const optional: readonly Line[] = [
  { material: 'HANDLING_PERSON_ID', form: 'original', sealed: false, bring: true, note: null },
  { material: 'AUTHORISATION_LETTER', ...sealed },
];

const requiredLines = Object.entries(required).flatMap(([service, lines]) =>
  lines.map((line, index): ServiceMaterial => {
    return { service, ...line, site: null, active: true, verified: true, sort: (index + 1) * 10 };
  }),
);

const optionalLines = sites
  .filter((site) => site.bookable)
  .flatMap((site) =>
    services
      .filter((service) => service.active)
      .flatMap((service) =>
        optional.map((line, index): ServiceMaterial => {
          const sort = 100 + index * 10;
          return { service: service.code, ...line, site: site.code, active: false, verified: false, sort };
        }),
      ),
  );

export const serviceMaterials: readonly ServiceMaterial[] = [...requiredLines, ...optionalLines];

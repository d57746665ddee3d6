/** The two languages of the product. Chinese is the source, English is complete. */
export const locales = ['zh-CN', 'en'] as const;
export type Locale = (typeof locales)[number];

/** A text in both languages. */
export interface Words {
  readonly 'zh-CN': string;
  readonly en: string;
}

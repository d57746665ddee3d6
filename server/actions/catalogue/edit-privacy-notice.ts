import { z } from 'zod';
import { localDate } from '../../domain/calendar/local-time.ts';
import { locales } from '../../domain/catalogue/words.ts';
import {
  currentNotice,
  noticeBlocks,
  type PrivacyNotice,
  versionOn,
} from '../../domain/privacy/privacy-notice.ts';
import { type CatalogueEdit, edited, problem, wrong } from './catalogue-edit.ts';
import { optionalWords, words } from './input-parts.ts';

const longest = 20_000;
/** where the State's working day is reckoned */
const officialZone = 'Asia/Shanghai';

const schema = z.object({
  text: words(longest),
  handler: optionalWords(200),
  contact: optionalWords(300),
  news: optionalWords(1000),
});

/** Publishes another version of the privacy notice; those before it stay as they are. Before the first there is none of the office's own. */
export const editPrivacyNotice: CatalogueEdit<z.infer<typeof schema>> = {
  action: 'privacy_notice.publish',
  schema,
  siteOf: () => null,
  read: ({ privacyNotices }) => {
    const current = currentNotice(privacyNotices);
    if (current === null) return null;
    const { version, text, handler, contact } = current;
    return { version, text, handler, contact, news: null };
  },
  apply: (records, _subject, { text: given, handler, contact, news }, { now }) => {
    const plain = (text: string): string => text.replaceAll('\r\n', '\n');
    const text = { 'zh-CN': plain(given['zh-CN']), en: plain(given.en) };
    const empty = locales.filter((locale) =>
      noticeBlocks(text[locale]).every(({ kind }) => kind === 'heading'),
    );
    if (empty.length > 0)
      return { ok: false, problems: empty.map((locale) => problem(`text.${locale}`, 'required')) };
    const { privacyNotices } = records;
    const current = currentNotice(privacyNotices);
    const said = (notice: Pick<PrivacyNotice, 'text' | 'handler' | 'contact'>): string =>
      JSON.stringify(
        [notice.text, notice.handler, notice.contact].map((each) =>
          locales.map((one) => each?.[one] ?? null),
        ),
      );
    if (current !== null && said(current) === said({ text, handler, contact }))
      return wrong('text.zh-CN', 'same_as_before');
    const version = versionOn(localDate(now, officialZone), privacyNotices);
    return edited({
      ...records,
      privacyNotices: [...privacyNotices, { version, publishedAt: now, text, news, handler, contact }],
    });
  },
};

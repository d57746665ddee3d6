import type { RequestHandler } from 'express';
import {
  builtInBefore,
  builtInVersion,
  consentVersion,
  type NoticeBlock,
  noticeBlocks,
  type PrivacyNotice,
} from '../../domain/privacy/privacy-notice.ts';
import { formatting } from '../formatting.ts';
import { type PageContext, pageContext } from '../page-context.ts';
import { paths, withQuery } from '../paths.ts';
import { type Page, renderPage } from '../render-page.ts';
import { staffZone } from '../staff/staff-time.ts';
import { builtInNotice } from './privacy-text.ts';
import type { PublicSystem } from './public-system.ts';

interface PrivacySection {
  readonly heading: string | null;
  readonly blocks: readonly NoticeBlock[];
}

export interface PrivacyView {
  readonly version: string;
  /** the day it was published; null: it came with the product */
  readonly published: string | null;
  /** false: it is no longer the one that is agreed to */
  readonly current: boolean;
  readonly news: string | null;
  /** who handles the data and how to reach them; empty: as the text says */
  readonly handler: readonly string[];
  readonly sections: readonly PrivacySection[];
  /** the newest first */
  readonly versions: readonly { readonly version: string; readonly href: string; readonly shown: boolean }[];
}

const privacyPage: Page<PrivacyView> = {
  template: 'public/privacy',
  layout: 'public',
  title: (_view, { t }) => t('common.titleEnd', { title: t('privacy.title') }),
};

/** The privacy notice as it is now, or as it was: `?version=2026-11`. */
export function privacy(system: PublicSystem): RequestHandler {
  return async (request, response, next) => {
    const { privacyNotices } = await system.catalogue();
    const asked = request.query['version'];
    const current = consentVersion({ privacyNotices });
    const version = asked === undefined ? current : String(asked);
    const notice = privacyNotices.find((one) => one.version === version) ?? null;
    if (notice === null && ![...builtInBefore, builtInVersion].includes(version)) return next();
    renderPage(
      response,
      privacyPage,
      privacyView(version, notice, current, privacyNotices, pageContext(request)),
    );
  };
}

function privacyView(
  version: string,
  notice: PrivacyNotice | null,
  current: string,
  all: readonly PrivacyNotice[],
  { locale, t }: Pick<PageContext, 'locale' | 't'>,
): PrivacyView {
  const versions = [...builtInBefore, builtInVersion, ...all.map((one) => one.version)].reverse();
  return {
    version,
    published: notice === null ? null : formatting(locale, staffZone).fullDay(notice.publishedAt),
    current: version === current,
    news: notice?.news?.[locale] ?? null,
    handler: [
      ...(notice?.handler ? [t('privacy.handler', { handler: notice.handler[locale] })] : []),
      ...(notice?.contact ? [t('privacy.contact', { contact: notice.contact[locale] })] : []),
    ],
    sections: sectionsOf(noticeBlocks(notice?.text[locale] ?? builtInNotice(locale, version))),
    versions: versions.map((one) => ({
      version: one,
      href: withQuery(paths.privacy(), { version: one }),
      shown: one === version,
    })),
  };
}

function sectionsOf(blocks: readonly NoticeBlock[]): readonly PrivacySection[] {
  const sections: { heading: string | null; blocks: NoticeBlock[] }[] = [{ heading: null, blocks: [] }];
  for (const block of blocks) {
    if (block.kind === 'heading') sections.push({ heading: block.text, blocks: [] });
    else sections.at(-1)?.blocks.push(block);
  }
  return sections.filter(({ heading, blocks: own }) => heading !== null || own.length > 0);
}

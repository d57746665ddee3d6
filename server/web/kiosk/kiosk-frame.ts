import type { Request } from 'express';
import type { Site } from '../../domain/catalogue/site.ts';
import { formatting } from '../formatting.ts';
import { pageContext } from '../page-context.ts';
import { paths, withQuery } from '../paths.ts';
import type { Page } from '../render-page.ts';
import type { TemplateFor } from '../templates.ts';

/** What every page of a kiosk has around it. */
export interface KioskFrame {
  readonly code: string;
  readonly siteName: string;
  readonly telephone: string | null;
  readonly clock: string;
  /** the first page as the next visitor should find it: in Chinese, in the usual size */
  readonly home: string;
  /** seconds until a page that nobody touches goes there; null: it stays */
  readonly idle: number | null;
  /** seconds until it goes there where no script can tell whether it is touched */
  readonly unscripted: number;
  /** the slip is printed by itself */
  readonly print: boolean;
}

export interface Framed {
  readonly frame: KioskFrame;
}

/** `home`: the first page · `thinking`: the visitor reads, chooses or types · `last`: there is nothing more to do. */
export type KioskStep = 'home' | 'thinking' | 'last';

const idleTime = 30;
const unscripted: Readonly<Record<KioskStep, number>> = { home: 30, thinking: 90, last: 30 };

export function kioskFrame(request: Request, site: Site, step: KioskStep): KioskFrame {
  const { locale, now } = pageContext(request);
  return {
    code: site.code,
    siteName: site.name[locale],
    telephone: site.telephone,
    clock: formatting(locale, site.timeZone).time(now),
    home: homeOf(site.code),
    idle: step === 'home' ? null : idleTime,
    unscripted: unscripted[step],
    // machines that were set up before the hall had TLS go on with what they were told
    print: (request.cookies['__Secure-kiosk-print'] ?? request.cookies['kiosk-print']) === 'auto',
  };
}

function homeOf(site: string): string {
  return withQuery(paths.kiosk.home(site), { lang: 'zh-CN', type: 'normal' });
}

/** A page of the kiosk: nothing around it that leads elsewhere. */
export function kioskPage<View extends Framed>(
  template: TemplateFor<View>,
  title: (view: View, page: Parameters<Page<View>['title']>[1]) => string,
): Page<View> {
  return { template, layout: 'bare', surface: 'kiosk', scripts: ['kiosk.js'], title };
}

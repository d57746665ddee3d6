import type { RequestHandler } from 'express';
import { notePlace } from '../../actions/device/note-place.ts';
import { makeDoorTokens } from '../../actions/queue/door-tokens.ts';
import type { System } from '../../actions/system.ts';
import { locales, type Words } from '../../domain/catalogue/words.ts';
import { doorCodeAt } from '../../domain/queue/hall/door-code.ts';
import { type WordKey, words } from '../../locales/words.ts';
import { type HallNow, hallNow } from '../hall-now.ts';
import { hallWords } from '../hall-words.ts';
import { qrCode } from '../kiosk/qr-code.ts';
import { pairedDevice } from '../middleware/device.ts';
import { numberNow } from '../number/number-now.ts';
import { paths } from '../paths.ts';
import { type Page, renderPage } from '../render-page.ts';
import type { SafeHtml } from '../safe-html.ts';

export interface DoorScreenView {
  readonly site: Words;
  readonly title: Words;
  /** how to use the code, or why there is none */
  readonly lines: readonly Words[];
  /** null: nobody can take a number by it now */
  readonly qr: SafeHtml | null;
  readonly codeName: string;
  readonly offline: Words;
  /** null: the screen is paired */
  readonly pair: { readonly href: string; readonly text: Words } | null;
}

const page: Page<DoorScreenView> = {
  template: 'display/door',
  layout: 'bare',
  title: (view, { t, locale }) => `${t('number.door.title')} · ${view.site[locale]}`,
  surface: 'display',
  scripts: ['door-code.js'],
};

/**
 * The screen at the door. Anybody may open it, but only one that staff have paired shows a code: otherwise everybody could fetch one at home,
 * and it would not say who stands at the door.
 */
export function doorScreen(system: System): RequestHandler<{ site: string }> {
  const tokens = makeDoorTokens(system.config.sessionSecret);
  return async (request, response, next) => {
    const its = await hallNow(system, request.params.site);
    if (its === null || !its.site.hall.numberByPhone) return next();
    const { site, now } = its;
    const machine = pairedDevice(response.req, site.code);
    if (machine !== null) notePlace(system, machine, 'door');
    const paired = machine !== null;
    const open = numberNow(its).walkIn;
    const address = system.baseUrl() + paths.number.enter(tokens.sign(doorCodeAt(site.code, now)));
    const pairing = `${paths.displayPairing(site.code)}?door=1`;
    response.set({ 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' });
    renderPage(response, page, {
      site: site.name,
      title: said(open ? 'number.door.title' : 'number.door.closed'),
      lines: linesOf(its, open, paired),
      qr: open && paired ? await qrCode(address) : null,
      codeName: Object.values(said('number.door.code')).join(' · '),
      offline: said('number.door.offline'),
      pair: paired ? null : { href: pairing, text: said('number.door.pair') },
    });
  };
}

function linesOf({ state, site }: HallNow, open: boolean, paired: boolean): readonly Words[] {
  if (open)
    return paired ? [said('number.door.text'), said('number.door.fresh')] : [said('number.door.unpaired')];
  const [chinese, english] = locales.map((locale) => hallWords(state, site, { t: words(locale), locale }));
  const line = (part: 'text' | 'detail'): readonly Words[] => {
    const its = { 'zh-CN': chinese?.[part] ?? '', en: english?.[part] ?? '' };
    return its['zh-CN'] === '' ? [] : [its];
  };
  return [...line('text'), ...line('detail')];
}

/** In both languages. */
export function said(key: WordKey): Words {
  return { 'zh-CN': words('zh-CN')(key), en: words('en')(key) };
}

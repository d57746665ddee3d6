import type { RequestHandler, Response } from 'express';
import { askByWechat, stopTellingByWechat } from '../../actions/message/tell-by-wechat.ts';
import { makeSeal } from '../../actions/seal.ts';
import { minute } from '../../domain/calendar/durations.ts';
import { refuse } from '../../domain/outcome.ts';
import type { PageSystem } from '../page-system.ts';
import { paths } from '../paths.ts';
import { asked } from '../request/asked.ts';
import { type Held, holderPage } from './holder-page.ts';
import { bookingAfter, renderBooking } from './show-booking.ts';

type Handler = RequestHandler<{ reference: string }>;

const goodFor = 10 * minute;

/**
 * To WeChat, and back with a code from which the office's account learns who that is to it. Nobody but the holder comes this far, and what comes
 * back is for the booking for which it went.
 */
export function tellByWechat(system: PageSystem): Handler {
  const states = makeSeal(system.config.sessionSecret, 'wechat-state');
  return holderPage(system, async (held, request, response) => {
    const { booking, page } = held;
    response.set('Cache-Control', 'no-store');
    const [code, state] = [asked(request, 'code'), asked(request, 'state')];
    if (code === '') {
      const back = system.baseUrl() + paths.booking.wechat(booking.reference);
      const sealed = states.close({ booking: booking.id, until: page.now + goodFor });
      const address = await system.wechatLogin.address(booking.site, back, sealed);
      if (address === null) return again(system, held, response);
      response.redirect(303, address);
      return;
    }
    const known = states.open(state);
    if (known?.booking !== booking.id || known.until < page.now) return again(system, held, response);
    const openid = await system.wechatLogin.openid(booking.site, code);
    if (!openid.ok) return again(system, held, response);
    await askByWechat(system, booking.id, openid.value);
    response.redirect(303, bookingAfter(booking, 'wechat_on'));
  });
}

/** The holder wants to be told otherwise again. */
export function stopByWechat(system: PageSystem): Handler {
  return holderPage(system, async ({ booking }, _request, response) => {
    await stopTellingByWechat(system, booking.id);
    response.redirect(303, bookingAfter(booking, 'wechat_off'));
  });
}

async function again(system: PageSystem, held: Held, response: Response): Promise<void> {
  response.status(409);
  await renderBooking(system, held, response, { refused: refuse('wechat_refused').code });
}

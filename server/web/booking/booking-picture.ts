import type { PageContext } from '../page-context.ts';
import type { Picture, PictureBlock } from '../picture/picture.ts';
import type { BookingView } from './booking-view.ts';

const size = { day: 66, place: 46, text: 34, small: 29, reference: 40 } as const;

/**
 * What of a booking is kept as a picture: when, where, the code and what to bring. Whoever is shown it learns no name and can open nothing,
 * because the code is the reference alone.
 */
export function bookingPicture(view: BookingView, { t, locale }: PageContext): Picture {
  const off = !view.holds;
  return {
    locale,
    blocks: [
      { kind: 'text', text: t('common.product'), size: size.small, tone: 'soft', above: 48 },
      {
        kind: 'text',
        text: view.stateText,
        size: size.reference,
        bold: true,
        tone: off ? 'stop' : 'port',
        above: 8,
      },
      { kind: 'text', text: view.day, size: size.day, bold: true, tone: 'port', above: 24 },
      { kind: 'text', text: view.time, size: size.day, bold: true, tone: 'port', above: 0 },
      { kind: 'text', text: view.site.name, size: size.place, bold: true, above: 20 },
      ...said(view.site.address),
      ...said(view.telephone),
      ...(off ? [] : codeOf(view, t)),
      { kind: 'rule', above: 36 },
      { kind: 'text', text: t('manage.materials'), size: size.place, bold: true, above: 28 },
      ...view.checklist.groups.flatMap(({ items }) => items.flatMap((item) => material(item, t))),
      { kind: 'rule', above: 36 },
      {
        kind: 'text',
        text: view.services.join(t('book.listSeparator')),
        size: size.small,
        tone: 'soft',
        above: 24,
      },
      { kind: 'text', text: t('manage.picture.foot'), size: size.small, tone: 'soft', above: 8 },
    ],
  };
}

function said(text: string | null): readonly PictureBlock[] {
  return text === null ? [] : [{ kind: 'text', text, size: size.text, above: 6 }];
}

function codeOf({ reference }: BookingView, t: PageContext['t']): readonly PictureBlock[] {
  const middle = { kind: 'text', align: 'middle' } as const;
  return [
    { kind: 'code', text: reference, above: 28 },
    { ...middle, text: `${t('booking.reference')} ${reference}`, size: size.reference, bold: true, above: 4 },
    { ...middle, text: t('booking.codeText'), size: size.small, tone: 'soft', above: 4 },
  ];
}

type Item = BookingView['checklist']['groups'][number]['items'][number];

function material({ name, quantity, marks, note }: Item, t: PageContext['t']): readonly PictureBlock[] {
  const title = quantity > 1 ? `${name} ${t('service.quantity', { count: quantity })}` : name;
  const details = [...marks.map(({ text }) => text), ...(note === null ? [] : [note])];
  return [
    { kind: 'text', text: title, size: size.text, bold: true, box: true, above: 18 },
    ...(details.length === 0
      ? []
      : [
          {
            kind: 'text' as const,
            text: details.join(t('book.listSeparator')),
            size: size.small,
            tone: 'soft' as const,
            above: 2,
          },
        ]),
  ];
}

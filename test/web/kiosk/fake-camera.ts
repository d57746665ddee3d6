import type { Page } from 'playwright-core';
import QRCode from 'qrcode';

/** Gives the pages that are opened next a camera that looks at a code; '': at nothing; null: one that fails. */
export async function cameraSees(page: Page, text: string | null): Promise<void> {
  const picture = text ? await QRCode.toDataURL(text, { width: 480, margin: 4 }) : text;
  // as text: what the compiler adds to functions is not known to the page
  await page.addInitScript(`
    const picture = ${JSON.stringify(picture)};
    navigator.mediaDevices.enumerateDevices = async () => [{ kind: 'videoinput' }];
    navigator.mediaDevices.getUserMedia = async () => {
      if (picture === null) throw new Error('no camera');
      const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 });
      const image = Object.assign(new Image(), { src: picture });
      if (picture !== '') await image.decode();
      const draw = () => picture !== '' && canvas.getContext('2d').drawImage(image, 80, 0);
      draw();
      setInterval(draw, 50);
      return canvas.captureStream(20);
    };
  `);
}

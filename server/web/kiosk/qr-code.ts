import QRCode from 'qrcode';
import { type SafeHtml, safeHtml } from '../safe-html.ts';

/** A QR code as an SVG element that scales with its box; black on white whatever the page is. */
export async function qrCode(text: string): Promise<SafeHtml> {
  return safeHtml(await QRCode.toString(text, { type: 'svg', errorCorrectionLevel: 'M', margin: 1 }));
}

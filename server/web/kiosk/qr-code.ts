import QRCode from 'qrcode';

/** A QR code as an SVG element that scales with its box; black on white whatever the page is. */
export function qrCode(text: string): Promise<string> {
  return QRCode.toString(text, { type: 'svg', errorCorrectionLevel: 'M', margin: 1 });
}

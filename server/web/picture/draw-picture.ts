import { Resvg } from '@resvg/resvg-js';
import { create as codeOf } from 'qrcode';
import { breakLines } from './break-lines.ts';
import { type CodeBlock, type Picture, pictureEdge, pictureWidth, type TextBlock } from './picture.ts';
import { Typesetter } from './typesetter.ts';

const tones = { ink: '#15202b', soft: '#455565', port: '#0b2745', stop: '#a8201a' } as const;
const leading = 1.42;
/** of a line's height, where its letters stand */
const baseline = 0.86;
const boxRoom = 1.6;
const codeWidth = 380;
const stripe = 16;
const typesetter = new Typesetter();

/** A picture as PNG. It takes a good part of a second, so it is drawn in a thread. */
export async function drawPicture({ locale, blocks }: Picture): Promise<Uint8Array> {
  const texts = blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : []));
  await typesetter.prepare(texts);
  const parts: string[] = [];
  let y = stripe;
  for (const block of blocks) {
    y += block.above;
    if (block.kind === 'rule')
      parts.push(
        `<path d="M${pictureEdge} ${y}H${pictureWidth - pictureEdge}" stroke="#d3dbe3" stroke-width="3"/>`,
      );
    else if (block.kind === 'code') {
      parts.push(drawnCode(block, y));
      y += codeWidth;
    } else {
      const { svg, height } = drawnText(block, y, locale);
      parts.push(svg);
      y += height;
    }
  }
  const height = Math.ceil(y + pictureEdge);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${pictureWidth}" height="${height}"><rect width="100%" height="100%" fill="#fff"/><rect width="100%" height="${stripe}" fill="${tones.port}"/>${parts.join('')}</svg>`;
  return new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng();
}

function drawnText(block: TextBlock, top: number, locale: string): { svg: string; height: number } {
  const { text, size, bold = false, tone = 'ink', align = 'start', box = false } = block;
  const left = pictureEdge + (box ? size * boxRoom : 0);
  const room = pictureWidth - left - pictureEdge;
  const lines = breakLines(text, locale, room, (part) => typesetter.widthOf(part, size, bold));
  const height = size * leading;
  const scale = (size / 1000).toFixed(4);
  const drawn = lines.map((line, index) => {
    const { width, glyphs } = typesetter.set(line, size, bold);
    const from = align === 'middle' ? (pictureWidth - width) / 2 : left;
    const foot = top + height * index + size * baseline + (height - size) / 2;
    const paths = glyphs.map(
      ({ path, x }) =>
        `<path transform="translate(${(from + x).toFixed(2)} ${foot.toFixed(2)}) scale(${scale} -${scale})" d="${path}"/>`,
    );
    return paths.join('');
  });
  return {
    svg: `<g fill="${tones[tone]}">${drawn.join('')}</g>${box ? drawnBox(top, size) : ''}`,
    height: height * lines.length,
  };
}

function drawnBox(top: number, size: number): string {
  const side = size * 0.8;
  const y = top + (size * leading - side) / 2;
  return `<rect x="${pictureEdge}" y="${y}" width="${side}" height="${side}" rx="4" fill="none" stroke="${tones.soft}" stroke-width="3"/>`;
}

/** Dark squares on white, with the white around them that a reader needs. */
function drawnCode({ text }: CodeBlock, top: number): string {
  const { data, size } = codeOf(text, { errorCorrectionLevel: 'Q' }).modules;
  const quiet = 2;
  const unit = Math.floor(codeWidth / (size + 2 * quiet));
  const left = (pictureWidth - unit * size) / 2;
  const squares: string[] = [];
  for (let at = 0; at < data.length; at += 1)
    if (data[at]) {
      const x = left + (at % size) * unit;
      const y = top + quiet * unit + Math.floor(at / size) * unit;
      squares.push(`M${x} ${y}h${unit}v${unit}h-${unit}z`);
    }
  return `<path shape-rendering="crispEdges" d="${squares.join('')}"/>`;
}

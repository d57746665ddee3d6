export interface Pixels {
  readonly width: number;
  readonly height: number;
}

const diagonal = 55 * 25.4;
const distance = 10_000;
const minutesOfRadian = (180 * 60) / Math.PI;

/**
 * Minutes of arc under which something `pixels` high is seen from 10 m on a panel of 55": 2·atan(h / 2d). Eyes of 20/20 tell letters from
 * 5′ on (ISO 8596); signs are to be read without effort, so the wall keeps 20′ for numbers and 15′ for counters.
 */
export function arcMinutes(pixels: number, screen: Pixels): number {
  return 2 * Math.atan((pixels * pitch(screen)) / (2 * distance)) * minutesOfRadian;
}

/** Height in pixels that is seen under so many minutes of arc: the inverse of `arcMinutes`. */
export function pixelsUnder(minutes: number, screen: Pixels): number {
  return (2 * distance * Math.tan(minutes / minutesOfRadian / 2)) / pitch(screen);
}

/** Millimetres of a pixel, when the picture fills the panel. */
function pitch({ width, height }: Pixels): number {
  return diagonal / Math.hypot(width, height);
}

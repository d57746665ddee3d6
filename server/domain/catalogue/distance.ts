/** A place on the earth in degrees (WGS-84, as browsers tell it). */
export interface Position {
  readonly latitude: number;
  readonly longitude: number;
}

const earthRadius = 6_371_000;

/** Metres in a straight line. */
export function distance(from: Position, to: Position): number {
  const [a, b] = [radians(from.latitude), radians(to.latitude)];
  const across = Math.sin((b - a) / 2) ** 2;
  const along = Math.sin(radians(to.longitude - from.longitude) / 2) ** 2;
  const half = Math.min(1, across + Math.cos(a) * Math.cos(b) * along);
  return 2 * earthRadius * Math.asin(Math.sqrt(half));
}

/** Kilometres as they are said of a way that is not straight: one decimal below ten, none above; never none at all. */
export function saidKilometres(metres: number): number {
  const kilometres = metres / 1000;
  return kilometres < 9.95 ? Math.max(0.1, Math.round(kilometres * 10) / 10) : Math.round(kilometres);
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}

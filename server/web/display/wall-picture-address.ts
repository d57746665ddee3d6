import type { WallPicture } from '../../domain/queue/screens/wall-picture.ts';
import { paths } from '../paths.ts';

/** Its bytes are in its name: it can be kept for ever. */
export function wallPictureAddress({ site, sha256, kind }: WallPicture): string {
  return paths.wallPicture(site, `${sha256}.${kind}`);
}

import type { RequestHandler, Response } from 'express';
import { siteNamed } from '../../../actions/catalogue/edit-site.ts';
import type { System } from '../../../actions/system.ts';
import { dropWallPicture, keepWallPicture } from '../../../actions/wall-picture/keep-wall-picture.ts';
import { shownName } from '../../../domain/agency/download-name.ts';
import type { Refusal } from '../../../domain/outcome.ts';
import { isVideo, mostPictures } from '../../../domain/queue/screens/wall-picture.ts';
import { isPermitted, mayWorkAt } from '../../../domain/staff/permissions.ts';
import { wallPicturesOf } from '../../../store/wall-picture/wall-picture-query.ts';
import { staffOfSite } from '../../audience.ts';
import type { DeclaredPage } from '../../declared-page.ts';
import { wallPictureAddress } from '../../display/wall-picture-address.ts';
import { renderErrorPage } from '../../error-page.ts';
import { formatting } from '../../formatting.ts';
import { currentStaff } from '../../middleware/staff-session.ts';
import { type PageContext, pageContext } from '../../page-context.ts';
import { paths, withQuery } from '../../paths.ts';
import { renderPage } from '../../render-page.ts';
import { adminPage } from '../admin-page.ts';
import type { FormFrame } from '../form/form-section.ts';
import { receiveWallPicture } from './receive-wall-picture.ts';
import { siteFrame, siteOfRequest } from './site-frame.ts';

export interface WallPicturesView extends FormFrame {
  readonly upload: string;
  readonly removal: string;
  readonly limit: number;
  readonly pictures: readonly {
    readonly sha256: string;
    readonly name: string;
    readonly address: string;
    readonly isVideo: boolean;
    readonly uploaded: string;
  }[];
  readonly mayChange: boolean;
  readonly notice: string | null;
  readonly errors: readonly { readonly field: string; readonly message: string }[];
}

const page = adminPage<WallPicturesView>('admin/wall-pictures', ({ heading }) => heading);

function showPictures(system: System): RequestHandler {
  return (request, response) => {
    const { t } = pageContext(request);
    const { kept, dropped } = request.query;
    const notice = kept !== undefined ? 'kept' : dropped !== undefined ? 'dropped' : null;
    const said = notice === null ? null : t(`settings.pictures.${notice}`);
    return show(system, response, { notice: said, errors: [] });
  };
}

function keep(system: System): RequestHandler {
  return async (request, response) => {
    const site = siteOfRequest(request);
    const staff = currentStaff(request);
    if (!mayWorkAt(staff, site)) return renderErrorPage(response, 403, 'not_permitted');
    const received = await receiveWallPicture(request, response);
    const name = received.ok ? shownName(received.value.name) : '';
    const answer = received.ok
      ? await keepWallPicture(system, staff, { site, name, bytes: received.value.bytes })
      : received;
    if (!answer.ok) {
      const message = sentence(answer, name, pageContext(request).t);
      response.status(answer.code === 'too_many_pictures' ? 409 : 422);
      return show(system, response, { notice: null, errors: [{ field: 'file', message }] });
    }
    response.redirect(303, withQuery(paths.admin.act('sites', site, 'pictures'), { kept: '1' }));
  };
}

function drop(system: System): RequestHandler {
  return async (request, response) => {
    const site = siteOfRequest(request);
    const { picture } = (request.body ?? {}) as { readonly picture?: unknown };
    const ask = { site, sha256: String(picture) };
    const answer = await dropWallPicture(system, currentStaff(request), ask);
    if (!answer.ok && answer.code === 'not_permitted') return renderErrorPage(response, 403, 'not_permitted');
    // gone already is as good
    response.redirect(303, withQuery(paths.admin.act('sites', site, 'pictures'), { dropped: '1' }));
  };
}

/** The refusals of uploads are worded for scanned documents: pictures have sentences of their own. */
function sentence({ code }: Refusal, name: string, t: PageContext['t']): string {
  switch (code) {
    case 'upload_empty':
      return t('settings.pictures.empty');
    case 'upload_too_big':
      return t('settings.pictures.tooBig', { name });
    case 'upload_type':
      return t('settings.pictures.wrongKind', { name });
    case 'upload_incomplete':
      return t('settings.pictures.incomplete', { name });
    case 'too_many_pictures':
      return t('settings.pictures.tooMany', { limit: mostPictures });
    default:
      return t(`refusal.${code}`);
  }
}

async function show(
  system: System,
  response: Response,
  said: Pick<WallPicturesView, 'notice' | 'errors'>,
): Promise<void> {
  const code = siteOfRequest(response.req);
  const context = pageContext(response.req);
  const staff = currentStaff(response.req);
  const records = await system.catalogueCache.records(system.database.writer);
  const site = siteNamed(records, code);
  if (site === undefined || !mayWorkAt(staff, code)) return renderErrorPage(response, 404);
  const pictures = await wallPicturesOf(system.database.writer, code);
  const { listTime } = formatting(context.locale, site.timeZone);
  renderPage(response, page, {
    ...siteFrame({ records, subject: code, page: context }, 'pictures'),
    upload: withQuery(paths.admin.act('sites', code, 'pictures'), { _csrf: context.csrfToken ?? undefined }),
    removal: paths.admin.wallPictureRemoval(code),
    limit: mostPictures,
    pictures: pictures.map((picture) => ({
      sha256: picture.sha256,
      name: picture.name,
      address: wallPictureAddress(picture),
      isVideo: isVideo(picture.kind),
      uploaded: listTime(picture.uploadedAt),
    })),
    mayChange: isPermitted(staff.role, 'settings.change'),
    ...said,
  });
}

const changes = staffOfSite('settings.change');

/** What a branch shows on its wall while nobody is at a counter. */
export const wallPicturePages: readonly DeclaredPage<System>[] = [
  {
    path: paths.admin.act('sites', ':site', 'pictures'),
    audience: staffOfSite('settings.change', 'audit.read'),
    get: showPictures,
    changes,
    post: keep,
    bothLanguages: true,
  },
  { path: paths.admin.wallPictureRemoval(':site'), audience: changes, post: drop },
];

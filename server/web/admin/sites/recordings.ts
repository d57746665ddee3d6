import type { Request, RequestHandler, Response } from 'express';
import { siteNamed } from '../../../actions/catalogue/edit-site.ts';
import {
  dropRecording,
  keepRecordings,
  type SentRecording,
} from '../../../actions/recording/keep-recordings.ts';
import type { System } from '../../../actions/system.ts';
import { type Locale, locales } from '../../../domain/catalogue/words.ts';
import type { Refusal } from '../../../domain/outcome.ts';
import { fragmentNamed } from '../../../domain/queue/screens/recording.ts';
import { isPermitted, mayWorkAt } from '../../../domain/staff/permissions.ts';
import { recordingsOf } from '../../../store/recording/recording-query.ts';
import { staffOfSite } from '../../audience.ts';
import type { DeclaredPage } from '../../declared-page.ts';
import { displaySounds } from '../../display/display-sounds.ts';
import { renderErrorPage } from '../../error-page.ts';
import { currentStaff } from '../../middleware/staff-session.ts';
import { type PageContext, pageContext } from '../../page-context.ts';
import { paths, withQuery } from '../../paths.ts';
import { renderPage } from '../../render-page.ts';
import { adminPage } from '../admin-page.ts';
import type { FormFrame } from '../form/form-section.ts';
import { type FragmentLine, fragmentLines } from './fragment-lines.ts';
import { receiveRecordings } from './receive-recordings.ts';
import { siteFrame, siteOfRequest } from './site-frame.ts';

export interface RecordingsView extends FormFrame {
  readonly upload: string;
  readonly removal: string;
  readonly studio: string;
  readonly groups: readonly { readonly language: Locale; readonly lines: readonly FragmentLine[] }[];
  readonly mayChange: boolean;
  readonly notice: string | null;
  readonly errors: readonly { readonly field: string; readonly message: string }[];
  /** for trying the voice: addresses and settings, as a display is told them */
  readonly sounds: string;
  readonly speech: string;
}

const page = adminPage<RecordingsView>('admin/recordings', ({ heading }) => heading, ['recordings.js']);
function showRecordings(system: System): RequestHandler {
  return (request, response) => {
    const { t } = pageContext(request);
    const { kept, dropped } = request.query;
    const count = typeof kept === 'string' && /^\d{1,3}$/.test(kept) ? Number(kept) : null;
    const notice = count !== null ? t('settings.recordings.kept', { count }) : null;
    return show(system, response, {
      notice: dropped === undefined ? notice : t('settings.recordings.dropped'),
      errors: [],
    });
  };
}

function keep(system: System): RequestHandler {
  return async (request, response) => {
    const site = siteOfRequest(request as Request);
    const staff = currentStaff(request as Request);
    if (!mayWorkAt(staff, site)) return renderErrorPage(response, 403, 'not_permitted');
    const { t } = pageContext(request as Request);
    const again = (message: string): Promise<void> => {
      response.status(422);
      return show(system, response, { notice: null, errors: [{ field: 'files', message }] });
    };
    const received = await receiveRecordings(request as Request, response);
    if (!received.ok) return again(sentence(received, t));
    const language = locales.find((each) => each === received.value.language) ?? 'zh-CN';
    const sent: SentRecording[] = [];
    for (const { name, bytes } of received.value.files) {
      const fragment = fragmentNamed(language, name);
      if (fragment === null) return again(t('settings.recordings.unknownName', { name: name.slice(0, 60) }));
      sent.push({ fragment, name: name.slice(0, 60), bytes });
    }
    const answer = await keepRecordings(system, staff, { site, sent });
    if (!answer.ok) return again(sentence(answer, t));
    response.redirect(
      303,
      withQuery(paths.admin.act('sites', site, 'recordings'), { kept: answer.value.length }),
    );
  };
}

function drop(system: System): RequestHandler {
  return async (request, response) => {
    const site = siteOfRequest(request as Request);
    const { fragment } = (request.body ?? {}) as { readonly fragment?: unknown };
    const ask = { site, fragment: String(fragment) };
    const answer = await dropRecording(system, currentStaff(request as Request), ask);
    if (!answer.ok && answer.code === 'not_permitted') return renderErrorPage(response, 403, 'not_permitted');
    // gone already is as good
    response.redirect(303, withQuery(paths.admin.act('sites', site, 'recordings'), { dropped: '1' }));
  };
}

/** The refusals of uploads are worded for scanned documents: sounds have sentences of their own. */
function sentence({ code, details }: Refusal, t: PageContext['t']): string {
  const name = String(details?.['name'] ?? '');
  switch (code) {
    case 'upload_empty':
      return t('settings.recordings.empty', { name });
    case 'upload_too_big':
      return t('settings.recordings.tooBig', { name });
    case 'upload_type':
      return t('settings.recordings.wrongKind', { name });
    case 'upload_incomplete':
      return t('settings.recordings.incomplete', { name });
    default:
      return t(`refusal.${code}`);
  }
}

async function show(
  system: System,
  response: Response,
  said: Pick<RecordingsView, 'notice' | 'errors'>,
): Promise<void> {
  const code = siteOfRequest(response.req);
  const context = pageContext(response.req);
  const staff = currentStaff(response.req);
  const records = await system.catalogueCache.records(system.database.writer);
  const site = siteNamed(records, code);
  if (site === undefined || !mayWorkAt(staff, code)) return renderErrorPage(response, 404);
  const recordings = await recordingsOf(system.database.writer, code);
  const sounds = displaySounds(context.assets, recordings, site.hall.speech);
  const csrf = { _csrf: context.csrfToken ?? undefined };
  const own = paths.admin.act('sites', code, 'recordings');
  const zone = { locale: context.locale, timeZone: site.timeZone };
  renderPage(response, page, {
    ...siteFrame({ records, subject: code, page: context }, 'recordings'),
    upload: withQuery(own, csrf),
    removal: paths.admin.recordingRemoval(code),
    studio: paths.admin.studio(code),
    groups: locales.map((language) => ({
      language,
      lines: fragmentLines(language, recordings, sounds, zone),
    })),
    mayChange: isPermitted(staff.role, 'settings.change'),
    sounds: JSON.stringify(sounds),
    speech: JSON.stringify(site.hall.speech),
    ...said,
  });
}

const changes = staffOfSite('settings.change');

/** A branch's own voice: which fragments it has recorded itself, and how it all sounds. */
export const recordingPages: readonly DeclaredPage<System>[] = [
  {
    path: paths.admin.act('sites', ':site', 'recordings'),
    audience: staffOfSite('settings.change', 'audit.read'),
    get: showRecordings,
    changes,
    post: keep,
    bothLanguages: true,
  },
  { path: paths.admin.recordingRemoval(':site'), audience: changes, post: drop },
];

import type { Request, RequestHandler, Response } from 'express';
import { siteNamed } from '../../../actions/catalogue/edit-site.ts';
import { keepTake } from '../../../actions/recording/keep-recordings.ts';
import type { System } from '../../../actions/system.ts';
import { type Prompt, promptsFor } from '../../../domain/queue/screens/studio.ts';
import { takeProblems } from '../../../domain/sound/take.ts';
import { mayWorkAt } from '../../../domain/staff/permissions.ts';
import { recordingsOf } from '../../../store/recording/recording-query.ts';
import { staffOfSite } from '../../audience.ts';
import type { DeclaredPage } from '../../declared-page.ts';
import { recordingAddress } from '../../display/display-sounds.ts';
import { renderErrorPage } from '../../error-page.ts';
import { formatting } from '../../formatting.ts';
import { currentStaff } from '../../middleware/staff-session.ts';
import { pageContext } from '../../page-context.ts';
import { paths, withQuery } from '../../paths.ts';
import { renderPage } from '../../render-page.ts';
import { adminPage } from '../admin-page.ts';
import type { FormFrame } from '../form/form-section.ts';
import { receiveRecordings } from './receive-recordings.ts';
import { siteFrame, siteOfRequest } from './site-frame.ts';

export interface StudioView extends FormFrame {
  readonly back: string;
  readonly groups: readonly { readonly title: string; readonly lines: readonly PromptLine[] }[];
  /** for the script: where takes go, and what it says about what it does */
  readonly keep: string;
  readonly recorder: string;
  readonly words: string;
}

interface PromptLine extends Prompt {
  /** where the branch's own can be heard; null: it has none */
  readonly address: string | null;
  readonly state: string;
}

const said = [
  'on',
  'record',
  'stop',
  'again',
  'listening',
  'recording',
  'checking',
  'keeping',
  'kept',
  'notKept',
  'signedOut',
  'allKept',
  'refused',
  'missing',
  'busy',
  'insecure',
  'gone',
  'replaced',
  'notHeard',
] as const;

const page = adminPage<StudioView>('admin/studio', (_view, { t }) => t('settings.studio.heading'), [
  'studio.js',
]);

function showStudio(system: System): RequestHandler {
  return async (request, response) => {
    const code = siteOfRequest(request as Request);
    const records = await system.catalogueCache.records(system.database.writer);
    const site = siteNamed(records, code);
    if (site === undefined || !mayWorkAt(currentStaff(request as Request), code))
      return renderErrorPage(response, 404);
    const context = pageContext(request as Request);
    const { t, locale, assets } = context;
    const recordings = await recordingsOf(system.database.writer, code);
    const lineOf = (prompt: Prompt): PromptLine => {
      const own = prompt.fragments.map((name) => recordings.find(({ fragment }) => fragment === name));
      const [first] = own;
      // a letter of which one language was uploaded alone is still to be read
      if (first === undefined || own.includes(undefined))
        return { ...prompt, address: null, state: t('settings.studio.none') };
      const time = formatting(locale, site.timeZone).dayTime(first.uploadedAt);
      return { ...prompt, address: recordingAddress(first), state: t('settings.studio.own', { time }) };
    };
    const lines = promptsFor(site).map(lineOf);
    const words = said.map((name) => [name, t(`settings.studio.${name}`)] as const);
    const problems = takeProblems.map((name) => [name, t(`settings.studio.problem.${name}`)] as const);
    response.set('Permissions-Policy', 'microphone=(self)');
    renderPage(response, page, {
      ...siteFrame({ records, subject: code, page: context }, 'recordings'),
      lede: t('settings.studio.lede'),
      back: paths.admin.act('sites', code, 'recordings'),
      groups: [
        { title: t('settings.studio.needed'), lines: lines.filter(({ needed }) => needed) },
        { title: t('settings.studio.spare'), lines: lines.filter(({ needed }) => !needed) },
      ],
      keep: withQuery(paths.admin.studio(code), { _csrf: context.csrfToken ?? undefined }),
      recorder: assets.path('scripts/studio-recorder.js'),
      words: JSON.stringify({ ...Object.fromEntries(words), problem: Object.fromEntries(problems) }),
    });
  };
}

/** One take. Answers in JSON: where it can be heard, or a sentence. */
function keep(system: System): RequestHandler {
  return async (request, response) => {
    const code = siteOfRequest(request as Request);
    const staff = currentStaff(request as Request);
    if (!mayWorkAt(staff, code)) return renderErrorPage(response, 403, 'not_permitted');
    const { t, locale } = pageContext(request as Request);
    const site = (await system.catalogue()).sites.get(code);
    const received = await receiveRecordings(request as Request, response);
    if (!received.ok || site === undefined) return tell(response, t('settings.studio.problem.format'));
    const prompt = promptsFor(site).find(({ id }) => id === received.value.prompt);
    const [file, second] = received.value.files;
    if (prompt === undefined || file === undefined || second !== undefined)
      return tell(response, t('settings.studio.problem.format'));
    const kept = await keepTake(system, staff, {
      site: code,
      fragments: prompt.fragments,
      bytes: file.bytes,
    });
    if (!kept.ok) {
      const problem = takeProblems.find((name) => name === kept.details?.['problem']);
      return tell(
        response,
        problem === undefined ? t(`refusal.${kept.code}`) : t(`settings.studio.problem.${problem}`),
      );
    }
    const [first] = kept.value;
    if (first === undefined) return tell(response, t('settings.studio.problem.format'));
    const time = formatting(locale, site.timeZone).dayTime(first.uploadedAt);
    response.json({ address: recordingAddress(first), state: t('settings.studio.own', { time }) });
  };
}

function tell(response: Response, message: string): void {
  response.status(422).json({ message });
}

/** Where a member of staff reads the voice of a branch into a microphone. The only page that may use one. */
export const studioPages: readonly DeclaredPage<System>[] = [
  {
    path: paths.admin.studio(':site'),
    audience: staffOfSite('settings.change'),
    get: showStudio,
    post: keep,
    bothLanguages: true,
  },
];

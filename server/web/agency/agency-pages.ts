import type { System } from '../../actions/system.ts';
import { limitForms } from '../booking/limit-forms.ts';
import type { DeclaredPage } from '../declared-page.ts';
import { paths } from '../paths.ts';
import {
  answerConsent,
  downloadDocument,
  removeDocument,
  showMaterials,
  submitMaterials,
  upload,
} from './materials.ts';

const { materials, uploadConsent, document, documentRemoval } = paths.booking;
const audience = 'holder';
const [reference, item] = [':reference', ':item'];

/** Where the holder of a booking gives the branch its materials. */
export const agencyPages: readonly DeclaredPage<System>[] = [
  { path: materials(reference), audience, get: showMaterials, post: submitMaterials },
  { path: uploadConsent(reference), audience, post: answerConsent },
  {
    path: document(reference, item),
    audience,
    get: downloadDocument,
    answers: 'file',
    // a file is held in memory while it is looked at
    post: (system) => [
      limitForms(system, { name: 'agency-forms', points: 60, seconds: 10 * 60 }),
      upload(system),
    ],
  },
  { path: documentRemoval(reference, item), audience, post: removeDocument },
];

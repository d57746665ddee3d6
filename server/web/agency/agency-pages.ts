import { Router } from 'express';
import type { System } from '../../actions/system.ts';
import { limitForms } from '../booking/limit-forms.ts';
import { downloadDocument, removeDocument, showMaterials, submitMaterials, upload } from './materials.ts';

/** Where the holder of a booking gives the branch its materials. To be mounted behind forms. */
export function agencyPages(system: System): Router {
  const router = Router();
  // a file is held in memory while it is looked at
  const slower = limitForms(system, { name: 'agency-forms', points: 60, seconds: 10 * 60 });
  router.get('/bookings/:reference/materials', showMaterials(system));
  router.post('/bookings/:reference/materials', submitMaterials(system));
  router.get('/bookings/:reference/documents/:item', downloadDocument(system));
  router.post('/bookings/:reference/documents/:item', slower, upload(system));
  router.post('/bookings/:reference/documents/:item/removal', removeDocument(system));
  return router;
}

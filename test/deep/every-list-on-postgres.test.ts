import { everyListLaws } from '../web/admin/list/every-list-laws.ts';

// SQLite answers the same questions beside it in `npm test`: a minute each
everyListLaws('postgres');

import type { Row } from './row.ts';
import { memoryAtRest } from './rows/at-rest.ts';
import { bookingExtras } from './rows/booking-extras.ts';
import { bookings, bookingsInteractive, bookingsPostgres, bookingsStack } from './rows/bookings.ts';
import { callToScreens } from './rows/call-to-screens.ts';
import { crowdedDay } from './rows/crowded-day.ts';
import { expectedWaitsRow } from './rows/expected-waits.ts';
import { fanOut } from './rows/fan-out.ts';
import { differentSlots, freeSlots, manyBookings } from './rows/free-slots.ts';
import { hallCommandsPostgres, hallCommandsSqlite } from './rows/hall-commands.ts';
import { lastPlacesPostgres, lastPlacesSqlite } from './rows/last-places.ts';
import { longFilesPostgres, longFilesSqlite } from './rows/long-files.ts';
import { loopPieces } from './rows/loop-pieces.ts';
import { catalogueEdit, catalogueLoad } from './rows/many-sites.ts';
import { manySitesLoop } from './rows/many-sites-loop.ts';
import { mixedHour } from './rows/mixed-hour.ts';
import { officeLists } from './rows/office-lists.ts';
import { plannerAnswer, plannerLoop } from './rows/planner-question.ts';
import { dearPage, publicPage, publicPageAnew } from './rows/public-page.ts';
import { readsUnderLoadPostgres, readsUnderLoadSqlite } from './rows/reads-under-load.ts';
import { screenMemory } from './rows/screen-memory.ts';
import { searchRows } from './rows/search.ts';
import { searchPageRows } from './rows/search-pages.ts';
import { scaledBookings, scaledPages } from './rows/several-processes.ts';
import { signIns } from './rows/sign-ins.ts';
import { startUp } from './rows/start-up.ts';
import { statisticsRows } from './rows/statistics.ts';
import { whatIfLoop } from './rows/what-if.ts';

/** Every row of the table, in its order. */
export const rows: readonly Row[] = [
  publicPage,
  publicPageAnew,
  dearPage,
  freeSlots,
  differentSlots,
  manyBookings,
  bookings,
  bookingsStack,
  bookingsInteractive,
  bookingsPostgres,
  bookingExtras,
  scaledBookings,
  scaledPages,
  lastPlacesSqlite,
  lastPlacesPostgres,
  readsUnderLoadSqlite,
  readsUnderLoadPostgres,
  callToScreens,
  expectedWaitsRow,
  plannerAnswer,
  plannerLoop,
  whatIfLoop,
  fanOut,
  screenMemory,
  memoryAtRest,
  mixedHour,
  startUp,
  signIns,
  hallCommandsSqlite,
  hallCommandsPostgres,
  longFilesSqlite,
  longFilesPostgres,
  loopPieces,
  catalogueLoad,
  catalogueEdit,
  manySitesLoop,
  crowdedDay,
  ...officeLists,
  ...statisticsRows,
  ...searchRows,
  ...searchPageRows,
];

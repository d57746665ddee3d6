import { endReportByLink } from '../../actions/report/edit-reports.ts';
import { paths } from '../paths.ts';
import { stoppingPage } from '../stopping-page.ts';

/** A report by mail, for good. */
export const stopReportPages = [
  stoppingPage({
    id: 'report',
    at: (id) => paths.report.stop(id),
    cookie: 'report-stop',
    words: {
      title: 'reports.stopTitle',
      text: 'reports.stopText',
      stop: 'reports.stop',
      done: 'reports.stopped',
    },
    stop: endReportByLink,
  }),
];

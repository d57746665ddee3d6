import { answerCertificate } from '../../actions/certificate/answer-certificate.ts';
import { paths } from '../paths.ts';
import { stoppingPage } from '../stopping-page.ts';

/** The reminders of a certificate. */
export const stopCertificatePages = [
  stoppingPage({
    id: 'certificate',
    at: (id) => paths.certificate.stop(id),
    cookie: 'certificate-stop',
    words: {
      title: 'certificate.stopTitle',
      text: 'certificate.stopText',
      stop: 'certificate.stop',
      done: 'certificate.done.stop',
    },
    stop: (system, { id, token }) => answerCertificate(system, { id, token, answer: 'stop' }),
  }),
];

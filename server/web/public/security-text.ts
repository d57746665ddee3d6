import type { System } from '../../actions/system.ts';
import type { DeclaredPage } from '../declared-page.ts';
import { paths } from '../paths.ts';

/** Whom to tell of a fault (RFC 9116). It is not there while nobody is named, or once the day is over until which that holds. */
export const securityTextPages: readonly DeclaredPage<Pick<System, 'config' | 'clock'>>[] = [
  {
    path: paths.securityText(),
    audience: 'everybody',
    answers: 'file',
    get:
      ({ config, clock }) =>
      (_request, response, next) => {
        const { security, baseUrl } = config;
        if (security === null || security.expires <= clock.now()) return next();
        const lines = [
          `Contact: ${security.contact}`,
          `Expires: ${new Date(security.expires).toISOString()}`,
          'Preferred-Languages: zh, en',
          ...(baseUrl === null ? [] : [`Canonical: ${baseUrl}${paths.securityText()}`]),
        ];
        response.type('text/plain; charset=utf-8').send(`${lines.join('\n')}\n`);
      },
  },
];

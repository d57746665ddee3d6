import { localDate } from '../../domain/calendar/local-time.ts';
import type { Certificate } from '../../domain/certificate/certificate.ts';
import { nextStage } from '../../domain/certificate/stages.ts';
import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import { certificateBy, wasTold } from '../../store/certificate/certificate-query.ts';
import {
  confirmCertificate,
  countRenewed,
  forgetCertificate,
} from '../../store/certificate/certificate-store.ts';
import { lockScopes } from '../../store/lock-scopes.ts';
import { hashToken, tokenMatches } from '../secrets.ts';
import type { System } from '../system.ts';
import { zoneOf } from './zone-of.ts';

type Parts = Pick<System, 'database' | 'clock' | 'secrets' | 'catalogue'>;

/** What the reader of a link may do with it. */
export const certificateAnswers = ['confirm', 'renewed', 'stop'] as const;
export type CertificateAnswer = (typeof certificateAnswers)[number];

/** What a secret link leads to; null: the secret is wrong, or nothing is kept any more. */
export async function certificateOfLink(
  { database, secrets }: Pick<System, 'database' | 'secrets'>,
  id: string,
  token: string,
): Promise<Certificate | null> {
  if (!tokenMatches(token, hashToken(secrets.tokenFor('certificate', id)))) return null;
  return certificateBy(database.writer, { id });
}

/**
 * confirm: the address wants to be told, from the next stage on. renewed: counted when it had been told, and then nobody is named any
 * more. stop: forgotten. Each of them twice is the same as once. Refuses with unknown_certificate.
 */
export async function answerCertificate(
  system: Parts,
  { id, token, answer }: { readonly id: string; readonly token: string; readonly answer: CertificateAnswer },
): Promise<Outcome<null>> {
  const { database, clock, secrets } = system;
  if (!tokenMatches(token, hashToken(secrets.tokenFor('certificate', id))))
    return refuse('unknown_certificate');
  const catalogue = await system.catalogue();
  return database.writer.transaction(async (transaction): Promise<Outcome<null>> => {
    await lockScopes(transaction, database.engine, ['certificates']);
    const certificate = await certificateBy(transaction, { id });
    // it was renewed or stopped before
    if (certificate === null) return answer === 'confirm' ? refuse('unknown_certificate') : accept(null);
    const now = clock.now();
    const today = localDate(now, zoneOf(catalogue, certificate.site));
    if (answer === 'confirm') {
      const next = nextStage(certificate.expiresOn, today);
      await confirmCertificate(transaction, id, next?.on ?? null, now);
    } else if (answer === 'renewed' && (await wasTold(transaction, id))) {
      await countRenewed(transaction, id, today);
    } else {
      await forgetCertificate(transaction, id);
    }
    return accept(null);
  });
}

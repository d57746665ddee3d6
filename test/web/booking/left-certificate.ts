/** The row of a certificate whose day the holder of a booking has left. */
export function leftCertificate({
  booking,
  email,
  at,
}: {
  readonly booking: string;
  readonly email: string;
  readonly at: number;
}): Readonly<Record<string, unknown>> {
  return {
    id: 'certificate-1',
    email,
    locale: 'zh-CN',
    enterprise: '测试企业',
    expires_on: '2027-03-01',
    site: 'BJ-TSY',
    booking,
    source: 'holder',
    consent_version: '1',
    asked_at: at,
  };
}

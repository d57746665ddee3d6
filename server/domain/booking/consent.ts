/** Which text about the use of personal data is agreed to. It changes with the text of the privacy notice, and each booking keeps its own. */
export const consentVersion = '2026-11';

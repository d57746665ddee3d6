/** A notice of this year that names each festival; the lunar ones stand where they might. */
export function wholeNotice(year: number) {
  const off = (name: string, month: string, from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, k) => ({
      name,
      date: `${year}-${month}-${String(from + k).padStart(2, '0')}`,
      isOffDay: true,
    }));
  return {
    year,
    days: [
      ...off('元旦', '01', 1, 3),
      ...off('春节', '02', 5, 11),
      { name: '春节', date: `${year}-02-20`, isOffDay: false },
      ...off('清明节', '04', 4, 6),
      ...off('劳动节', '05', 1, 5),
      ...off('端午节', '06', 9, 9),
      ...off('国庆节、中秋节', '10', 1, 8),
    ],
  };
}

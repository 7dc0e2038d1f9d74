/*
 * Day numbers as in studyhub.edtf: proleptic Gregorian, 1 is 1 January of year 1, years astronomical (0 is 1 BCE).
 * The engine's own dates are never used: they begin nowhere near, and know neither.
 */
const DAYS_IN_400_YEARS = 146097;

/* The count begins in March, so that the leap day is the last of its year and needs no case. */
export function dayNumber(year, month = 1, day = 1) {
  const march = month < 3 ? year - 1 : year;
  const dayOfMarchYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day;
  return 365 * march + Math.floor(march / 4) - Math.floor(march / 100) + Math.floor(march / 400) + dayOfMarchYear - 306;
}

/* The year, month and day of a day number; a fraction of a day is passed over. */
export function civil(number) {
  const days = Math.floor(number) + 305; // since 1 March of year 0
  const era = Math.floor(days / DAYS_IN_400_YEARS);
  const dayOfEra = days - era * DAYS_IN_400_YEARS;
  const leaps = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36524) + Math.floor(dayOfEra / 146096);
  const yearOfEra = Math.floor((dayOfEra - leaps) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  return {year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day};
}

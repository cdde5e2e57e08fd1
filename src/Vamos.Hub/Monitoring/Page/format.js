import { currentLocale, t } from './language.js';

// formatters are costly to make and cheap to use: one for each language and kind
const made = new Map();

function formatter(kind, make) {
  const key = `${currentLocale()} ${kind}`;
  if (!made.has(key))
    made.set(key, make(currentLocale()));
  return made.get(key);
}

const numbers = (kind, options) => formatter(kind, locale => new Intl.NumberFormat(locale, options));
const dates = (kind, options) => formatter(kind, locale => new Intl.DateTimeFormat(locale, options));

/** A whole number. */
export const count = number => numbers('count', { maximumFractionDigits: 0, useGrouping: 'always' }).format(number);

/** A whole number where there is little room: 12 k. */
export function briefly(number) {
  const digits = numbers('brief', { maximumSignificantDigits: 2 });
  return number < 1000 ? count(number) : number < 999500 ? `${digits.format(number / 1000)} k` : `${digits.format(number / 1000000)} M`;
}

/** A rate: a decimal as long as it matters. */
export const rate = number => number >= 100 || number === 0
  ? count(number)
  : numbers('rate', { maximumFractionDigits: 1, minimumFractionDigits: 1 }).format(number);

/** A share from 0 to 1. */
export const share = number => number > 0 && number < 0.1
  ? numbers('small share', { style: 'percent', maximumFractionDigits: 1 }).format(number)
  : numbers('share', { style: 'percent', maximumFractionDigits: 0 }).format(number);

/** Milliseconds, to three digits; a dash without any. */
export function milliseconds(number) {
  if (number === null || number === undefined)
    return '–';
  const digits = numbers('digits', { maximumSignificantDigits: 3, useGrouping: 'always' });
  return number >= 1000 ? `${digits.format(number / 1000)} s` : `${digits.format(number)} ms`;
}

/** Bytes. */
export function bytes(number) {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let unit = 0;
  for (; number >= 1000 && unit < units.length - 1; unit++)
    number /= 1000;
  return `${numbers('bytes', { maximumSignificantDigits: 3 }).format(number)} ${units[unit]}`;
}

/** The time of the day, to the second. */
export const clock = time => dates('clock', { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(new Date(time));

/** The hour and minute. */
export const hour = time => dates('hour', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(time));

/** A day. */
export const day = time => dates('day', { day: 'numeric', month: 'short', year: 'numeric' }).format(new Date(time));

/** Day and time of the day. */
export const moment = time => dates('moment', {
  day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
}).format(new Date(time));

/** How long ago; steps of five seconds, so that nothing flickers that does not matter. */
export function ago(seconds) {
  if (seconds < 5)
    return t('ago.now');
  if (seconds < 60)
    return t('ago.seconds', { n: Math.floor(seconds / 5) * 5 });
  return seconds < 3600 ? t('ago.minutes', { n: Math.floor(seconds / 60) }) : t('ago.hours', { n: count(Math.floor(seconds / 3600)) });
}

/** A length of time in words as short as possible. */
export function length(seconds) {
  const [unit, name] = seconds < 60 ? [1, 's'] : seconds < 3600 ? [60, 'min'] : [3600, 'h'];
  return `${Math.floor(seconds / unit)} ${name}`;
}

/** An institution's code as people write it. */
export const institution = code => code.toUpperCase();

/** A method without the package of its contract. Example: BeneficiaryService/GetBeneficiary. */
export const method = path => path.slice(path.lastIndexOf('.') + 1);

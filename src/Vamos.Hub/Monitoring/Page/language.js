import { texts } from './texts.js';
import { kept, keep } from './memory.js';

const column = { es: 0, en: 1 };
const locale = { es: 'es-PY', en: 'en' };

let language = column[kept('language')] === undefined ? 'es' : kept('language');
let plurals = new Intl.PluralRules(locale[language]);

/** The language of the page: es or en. */
export const currentLanguage = () => language;

/** Its locale, for numbers and dates. */
export const currentLocale = () => locale[language];

/** Changes the language, and remembers it. */
export function chooseLanguage(next) {
  language = next;
  plurals = new Intl.PluralRules(locale[language]);
  keep('language', next);
}

/** A text in the language of the page. */
export function t(key, values) {
  const both = texts[key];
  if (!both) {
    console.error(`no text '${key}'`);
    return key;
  }
  const text = both[column[language]];
  return values ? text.replace(/\{(\w+)\}/g, (_, name) => values[name]) : text;
}

/** Whether there is such a text. */
export const hasText = key => key in texts;

/** A text with a number, which comes formatted in n. */
export const tn = (key, count, n) => t(`${key}.${plurals.select(count) === 'one' ? 'one' : 'other'}`, { n });

/** Puts all texts that do not change into their places: data-t is the text, data-t-label and data-t-title are attributes. */
export function applyTexts(root) {
  document.documentElement.lang = language;
  for (const place of root.querySelectorAll('[data-t]'))
    place.textContent = t(place.dataset.t);
  for (const place of root.querySelectorAll('[data-t-label]'))
    place.setAttribute('aria-label', t(place.dataset.tLabel));
  for (const place of root.querySelectorAll('[data-t-title]'))
    place.title = t(place.dataset.tTitle);
}

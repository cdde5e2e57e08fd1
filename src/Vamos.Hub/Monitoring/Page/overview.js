import { isStale } from './connection.js';
import { byId, attribute, changeIcon, icon, make, text } from './dom.js';
import { milliseconds, rate, share } from './format.js';
import { t, tn } from './language.js';
import { levelOf } from './sources.js';

const figures = [
  ['rate', now => rate(now.calls_per_second)],
  ['errors', now => share(now.error_share), now => now.error_share >= 0.05],
  ['cache', now => share(now.cache_share)],
  ['p50', now => milliseconds(now.calls_per_second === 0 ? null : now.p50)],
  ['p90', now => milliseconds(now.calls_per_second === 0 ? null : now.p90)],
  ['p99', now => milliseconds(now.calls_per_second === 0 ? null : now.p99)],
];

let sign = null;
let sentence = null;

/** One sentence for the whole, and the figures of the moment. */
export function showOverview(state) {
  const levels = state.sources.map(source => levelOf(source, state));
  const open = state.alerts.filter(alert => !alert.cleared_at);
  // a source that fails is a problem before it is an alert
  const unheard = state.sources.filter((source, i) => levels[i] === 'failing' && !open.some(alert => alert.subject === source.institution)).length;
  const problems = open.length + unheard;
  const grave = unheard > 0 || open.some(alert => alert.severity === 'critical');
  // nobody may read an old picture as the present
  if (isStale())
    showSentence('unknown', t('overview.stale'));
  else
    showSentence(problems === 0 ? 'ok' : grave ? 'failing' : 'attention', problems === 0 ? t('overview.ok') : tn('overview.problems', problems, problems));

  document.title = `${isStale() ? '(?) ' : problems === 0 ? '' : `(${problems}) `}${t('page.title')} · Vamos`;

  const well = levels.filter(level => level === 'ok' || level === 'attention').length;
  text(byId('verdict-sources'), state.sources.length === 0 ? t('overview.nosources') : t('overview.sources', { ok: well, all: state.sources.length }));
  for (const [name, value, isBad] of figures)
    showFigure(name, value(state.now), isBad?.(state.now) ? 'failing' : null);
}

function showSentence(level, words) {
  const place = byId('verdict');
  if (!sign) {
    sign = icon(level);
    sentence = make('span');
    place.replaceChildren(sign, sentence);
    place.removeAttribute('data-t');
  }
  attribute(place, 'data-level', level);
  changeIcon(sign, level);
  text(sentence, words);
}

function showFigure(name, value, level) {
  const id = `figure-${name}`;
  const figure = byId(id) ?? byId('figures').appendChild(make('div', { id }, make('dt'), make('dd')));
  attribute(figure, 'data-level', level);
  text(figure.firstChild, t(`overview.${name}`));
  text(figure.lastChild, value);
}

import { attribute, byId, changeIcon, icon, keyed, make, shown, text } from './dom.js';
import { ago, moment } from './format.js';
import { currentLanguage, hasText, t } from './language.js';

let announced = null;

/** What needs somebody's attention, and below it what is over. */
export function showAlerts(state) {
  const open = state.alerts.filter(alert => !alert.cleared_at);
  const past = state.alerts.filter(alert => alert.cleared_at);
  shown(byId('alerts-empty'), open.length === 0);
  keyed(byId('alerts-open'), open, keyOf, create, (place, alert) => update(place, alert, Date.parse(state.time)));
  shown(byId('alerts-past'), past.length > 0);
  text(byId('alerts-past-title'), t('alerts.past', { n: past.length }));
  keyed(byId('alerts-past-list'), past, keyOf, create, (place, alert) => update(place, alert, Date.parse(state.time)));
}

/** Tells a screen reader what has changed since the page was opened: not what is, every second again. */
export function announceAlerts(state) {
  const open = new Map(state.alerts.filter(alert => !alert.cleared_at).map(alert => [keyOf(alert), alert]));
  if (announced) {
    const raised = [...open].filter(([key]) => !announced.has(key)).map(([, alert]) => t('alerts.new', { message: messageOf(alert) }));
    const over = [...announced].filter(([key]) => !open.has(key)).map(([, alert]) => t('alerts.over', { message: messageOf(alert) }));
    if (raised.length + over.length > 0)
      byId('announcer').textContent = [...raised, ...over].join(' ');
  }
  announced = open;
}

const keyOf = alert => `${alert.code} ${alert.subject} ${alert.raised_at}`;

const messageOf = alert => currentLanguage() === 'es' ? alert.message : alert.message_en;

function create(alert) {
  const kind = make('p', { class: 'kind' }, icon('attention'), make('span'), make('time'));
  return make('li', { class: 'alert', 'data-code': alert.code, 'data-subject': alert.subject },
    kind, make('p', { class: 'message' }), make('p', { class: 'advice' }));
}

function update(place, alert, now) {
  const [kind, message, advice] = place.children;
  const [sign, severity, time] = kind.children;
  const cleared = alert.cleared_at !== null;
  const level = cleared ? 'cleared' : alert.severity;
  attribute(place, 'data-severity', level);
  changeIcon(sign, cleared ? 'ok' : alert.severity === 'critical' ? 'failing' : 'attention');
  text(severity, t(`alerts.${level}`));
  attribute(time, 'datetime', alert.raised_at);
  text(time, cleared
    ? t('alerts.between', { from: moment(alert.raised_at), to: moment(alert.cleared_at) })
    : t('alerts.since', { when: ago((now - Date.parse(alert.raised_at)) / 1000) }));
  text(message, messageOf(alert));
  const todo = `alerts.do.${alert.code}`;
  shown(advice, !cleared && hasText(todo));
  if (hasText(todo))
    text(advice, t(todo));
}

import { byId, keyed, make, shown, text } from './dom.js';
import { count } from './format.js';
import { hasText, t } from './language.js';

/** Refusals and failures by reason, each said plainly. */
export function showErrors(state) {
  const most = Math.max(1, ...state.errors.map(error => error.count));
  shown(byId('errors-empty'), state.errors.length === 0);
  keyed(byId('reasons'), state.errors, error => error.reason, create, (place, error) => {
    const [what, bar, why, code] = place.children;
    const [title, explanation] = plainly(error.reason);
    text(what.firstChild, title);
    text(what.lastChild, count(error.count));
    bar.firstChild.style.width = `${100 * error.count / most}%`;
    text(why, explanation);
    text(code, error.reason);
  });
}

/** A reason in words: what it is, and a sentence about it. */
export const plainly = reason => t(hasText(`reason.${reason}`) ? `reason.${reason}` : 'reason.other').split('|');

const create = () => make('li', { class: 'reason' },
  make('p', { class: 'what' }, make('span'), make('span')),
  make('div', { class: 'bar', 'aria-hidden': 'true' }, make('span')),
  make('p', { class: 'why' }),
  make('code'));

import { showConnection } from './connection.js';
import { byId } from './dom.js';
import { applyTexts, chooseLanguage, currentLanguage, t } from './language.js';
import { keep } from './memory.js';

const root = document.documentElement;
const other = { es: 'en', en: 'es' };
const nameOf = { es: 'Español', en: 'English' };

/** Language, theme and wall mode. */
export function startControls(redraw) {
  const theme = byId('theme');
  theme.value = root.dataset.theme;
  theme.addEventListener('change', () => {
    root.dataset.theme = theme.value;
    keep('theme', theme.value);
  });

  const wall = byId('wall');
  const press = () => wall.setAttribute('aria-pressed', root.hasAttribute('data-wall'));
  press();
  wall.addEventListener('click', () => {
    keep('wall', root.toggleAttribute('data-wall') ? 'on' : 'off');
    press();
  });

  const language = byId('language');
  const speak = () => {
    applyTexts(document);
    const next = other[currentLanguage()];
    language.textContent = nameOf[next];
    language.lang = next;
    document.title = `${t('page.title')} · Vamos`;
    showConnection();
    redraw();
  };
  language.addEventListener('click', () => {
    chooseLanguage(other[currentLanguage()]);
    speak();
  });
  speak();
}

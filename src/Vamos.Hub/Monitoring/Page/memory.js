// What the page remembers in this browser. A browser that keeps nothing is no reason to fail.
const prefix = 'vamos-monitor-';

/** What was kept under a name; null without it. */
export function kept(name) {
  try {
    return localStorage.getItem(prefix + name);
  } catch {
    return null;
  }
}

/** Keeps something. */
export function keep(name, value) {
  try {
    localStorage.setItem(prefix + name, value);
  } catch {
    // it is forgotten with the page
  }
}

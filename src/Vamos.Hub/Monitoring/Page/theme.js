// Before anything is drawn, so that a dark page does not begin with a flash of light.
try {
  document.documentElement.dataset.theme = localStorage.getItem('vamos-monitor-theme') ?? 'auto';
  document.documentElement.toggleAttribute('data-wall', localStorage.getItem('vamos-monitor-wall') === 'on');
} catch {
  document.documentElement.dataset.theme = 'auto';
}

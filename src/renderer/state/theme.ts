/** Light, dark or as the system: the one preference a page keeps by itself. It tells nothing about anybody. */
export type Theme = 'system' | 'light' | 'dark';

const KEY = 'ot-scribe-theme';

export function savedTheme(): Theme {
  const saved = window.localStorage.getItem(KEY);
  return saved === 'light' || saved === 'dark' ? saved : 'system';
}

export function applyTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

export function saveTheme(theme: Theme): void {
  window.localStorage.setItem(KEY, theme);
  applyTheme(theme);
}

/** Brings the field for a path into view and puts the cursor there: the field itself, else the closest that holds it. */
import { placesOf } from './draftPaths.ts';

const CONTROLS = 'input, textarea, button:not([disabled])';

/** false: the form has no such place. */
export function focusPlace(path: string): boolean {
  for (const place of placesOf(path)) {
    const found = document.querySelector(`[data-field="${CSS.escape(place)}"]`);
    const control = firstOf(found, path);
    if (control === null) continue;
    control.scrollIntoView({ block: 'center' });
    control.focus();
    return true;
  }
  return false;
}

/** Of a list the row that is meant ("gains.2"), else its first empty one, else the first control. */
function firstOf(place: Element | null, path: string): HTMLElement | null {
  if (place === null) return null;
  const rows = [...place.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('.report-line textarea')];
  const index = Number(path.split('.').at(-1));
  const row = rows[index] ?? rows.find(({ value }) => value === '');
  const radio = place.querySelector<HTMLElement>('input[type=radio]:checked');
  return row ?? radio ?? place.querySelector<HTMLElement>(CONTROLS);
}

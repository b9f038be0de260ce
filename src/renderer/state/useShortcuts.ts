/**
 * Keys that act on the whole screen. Single letters and combinations act only while no field has the focus
 * (WCAG 2.1.4), function keys in fields too; none while a dialog is open.
 */
import { useEffect, useRef } from 'react';

/** "j", "?", "mod+z", "mod+shift+z", "mod+enter" → what it does. */
export type Shortcuts = Readonly<Record<string, () => void>>;

const FUNCTION_KEY = /^f\d+$/;

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.closest('input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]') !== null
  );
}

export function shortcutName(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey'>): string {
  const key = event.key.toLowerCase();
  if (!event.ctrlKey && !event.metaKey) return key;
  return `mod+${event.shiftKey ? 'shift+' : ''}${key}`;
}

export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.altKey || event.repeat) return;
      const name = shortcutName(event);
      const act = latest.current[name];
      if (act === undefined) return;
      if (document.querySelector('[role=dialog], [role=alertdialog], [role=menu]') !== null) return;
      if (isTyping(event.target) && !FUNCTION_KEY.test(name)) return;
      const isOnButton =
        event.target instanceof HTMLElement && event.target.closest('button, [role=radio], [role=tab]');
      if ((name === 'enter' || name === ' ') && isOnButton) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

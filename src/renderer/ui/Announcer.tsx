/** Says short things to screen readers, and shows them for a moment at the foot of the window. */
import { Check } from 'lucide-react';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react';
import { Icon } from './Icon.tsx';
import './announcer.css';

const SHOWN_MS = 4000;

export interface Announcement {
  readonly text: string;
  /** Interrupts what is being read; only for the end of a recording. */
  readonly isUrgent?: boolean;
}

const AnnouncerContext = createContext<(announcement: Announcement) => void>(() => undefined);

export function useAnnounce(): (announcement: Announcement) => void {
  return useContext(AnnouncerContext);
}

export function Announcer({ children }: { readonly children: ReactNode }) {
  const [shown, setShown] = useState<Announcement | null>(null);
  useEffect(() => {
    if (shown === null) return undefined;
    const timer = setTimeout(() => setShown(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [shown]);
  const announce = useCallback((announcement: Announcement) => setShown(announcement), []);
  const polite = shown !== null && !shown.isUrgent ? shown.text : '';
  const urgent = shown?.isUrgent ? shown.text : '';
  return (
    <AnnouncerContext value={announce}>
      {children}
      <div className="toast-place">
        <div role="status" className={polite === '' ? 'visually-hidden' : 'toast'}>
          {polite !== '' && <Icon of={Check} size={16} />}
          {polite}
        </div>
        <div role="alert" className={urgent === '' ? 'visually-hidden' : 'toast'}>
          {urgent}
        </div>
      </div>
    </AnnouncerContext>
  );
}

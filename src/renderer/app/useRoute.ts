/** The place the user is at, kept with the tab's history entry so that loading the page anew comes back to it. */
import { useCallback, useState } from 'react';
import { HOME, type Route } from './route.ts';

const NAMES: readonly string[] = ['caseload', 'patientEdit', 'report', 'session', 'settings'] satisfies Route['name'][];

function keptRoute(): Route {
  const kept = (window.history.state as { readonly route?: Route } | null)?.route;
  return kept !== undefined && NAMES.includes(kept.name) ? kept : HOME;
}

export function useRoute(): [Route, (route: Route) => void] {
  const [route, setRoute] = useState<Route>(keptRoute);
  const go = useCallback((next: Route) => {
    window.history.replaceState({ route: next }, '');
    setRoute(next);
  }, []);
  return [route, go];
}

/** Where the user is. Only ids: the place survives a lock, what stood on it is read again. */
import { createContext, useContext } from 'react';

export type Route =
  | { readonly name: 'caseload'; readonly patientId: string | null }
  | { readonly name: 'patientEdit'; readonly patientId: string | null }
  | { readonly name: 'report'; readonly reportId: string }
  | { readonly name: 'session'; readonly sessionId: string }
  | { readonly name: 'settings' };

export const HOME: Route = { name: 'caseload', patientId: null };

export interface Navigation {
  readonly route: Route;
  readonly go: (route: Route) => void;
}

export const NavigationContext = createContext<Navigation>({ route: HOME, go: () => undefined });

export function useNavigation(): Navigation {
  return useContext(NavigationContext);
}

/** What whoever opened the app may do, so that the pages offer no more. The core refuses the rest by itself. */
import { createContext, useContext } from 'react';
import type { Access, AccessArea } from '../../shared/domain/roles.ts';

export const AccessContext = createContext<Access | null>(null);

export function useMay(): (area: AccessArea) => boolean {
  const access = useContext(AccessContext);
  return (area) => access?.areas.includes(area) ?? false;
}

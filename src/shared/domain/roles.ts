/** What people at one installation may do, by what they are. */
export const ROLES = ['inCharge', 'therapist', 'assistant', 'student', 'frontDesk'] as const;
export type Role = (typeof ROLES)[number];

/** Groups of calls that are allowed together (resources/roles). */
export const ACCESS_AREAS = ['common', 'caseload', 'care', 'signing', 'leaving', 'signers', 'charge'] as const;
export type AccessArea = (typeof ACCESS_AREAS)[number];

export interface Access {
  readonly role: Role;
  readonly roleName: string;
  readonly areas: readonly AccessArea[];
}

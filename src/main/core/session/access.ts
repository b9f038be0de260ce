/** Who may do what (resources/roles): asked by the router before each call, and told to the pages for what they show. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { CallName } from '../../../shared/contract.ts';
import type { Therapist } from '../../../shared/domain/record.ts';
import { ACCESS_AREAS, type Access, type AccessArea, ROLES, type Role } from '../../../shared/domain/roles.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { ClinicalPort } from '../ports.ts';
import type { Unlocked } from './vault.ts';

const area = z.strictObject({ says: z.string().min(1), calls: z.array(z.string()).min(1) });
const role = z.strictObject({ name: z.string().min(1), areas: z.array(z.enum(ACCESS_AREAS)) });

export const rolesFile = z.strictObject({
  version: z.iso.date(),
  source: z.strictObject({ title: z.string(), section: z.string(), retrieved: z.iso.date() }),
  areas: z.record(z.enum(ACCESS_AREAS), area),
  roles: z.record(z.enum(ROLES), role),
});

export interface AccessDesk {
  of(unlocked: Unlocked): Access;
  /** What somebody who opens the app would be here. */
  roleOf(person: Therapist, unlocked: Unlocked): Role;
  /** What credentials say; null: nothing that is known, which gives the least of those who treat. */
  readsAs(person: Therapist): 'therapist' | 'assistant' | 'student' | null;
  nameOf(role: Role): string;
  /** Refused with who can do it instead. */
  may(name: CallName, unlocked: Unlocked): Result<null>;
}

export function loadAccess(
  resourcesFolder: string,
  clinical: Pick<ClinicalPort, 'isAssistant' | 'isStudent' | 'isTherapist'>,
): Result<AccessDesk> {
  const file = join(resourcesFolder, 'roles', 'roles.json');
  const parsed = rolesFile.safeParse(readJson(file));
  if (!parsed.success) {
    return fail('invalid_input', 'The file roles.json is missing or damaged. Install OT Scribe anew.', { at: file });
  }
  const { areas, roles } = parsed.data;
  const areaOf = new Map<string, AccessArea>(
    ACCESS_AREAS.flatMap((name) => areas[name].calls.map((call) => [call, name] as const)),
  );

  const readsAs: AccessDesk['readsAs'] = (person) => {
    if (clinical.isStudent(person)) return 'student';
    if (clinical.isAssistant(person)) return 'assistant';
    return clinical.isTherapist(person) ? 'therapist' : null;
  };
  const roleOf: AccessDesk['roleOf'] = (person, { store, therapist, isInCharge }) => {
    const isHead = person.id === therapist.id ? isInCharge : store.users.first()?.id === person.id;
    if (isHead) return 'inCharge';
    if (store.users.isFrontDesk(person.id)) return 'frontDesk';
    return readsAs(person) ?? 'student';
  };
  const of = (unlocked: Unlocked): Access => {
    const mine = roleOf(unlocked.therapist, unlocked);
    return { role: mine, roleName: roles[mine].name, areas: roles[mine].areas };
  };

  return ok({
    of,
    roleOf,
    readsAs,
    nameOf: (name) => roles[name].name,
    may(name, unlocked) {
      if (unlocked.isInCharge) return ok(null);
      const wanted = areaOf.get(name) ?? 'charge';
      const access = of(unlocked);
      if (access.areas.includes(wanted)) return ok(null);
      const head = unlocked.store.users.first()?.name ?? 'Whoever is in charge';
      return fail('blocked', `This is not open to you here (${access.roleName}). Ask ${head}.`, { at: 'role' });
    },
  });
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/**
 * Which units of a service carry the assistant's modifier: whole blocks first, then what is left over, by the 2022 de
 * minimis policy (CMS "Billing Examples Using CQ/CO Modifiers", Claims Processing Manual ch. 5 §20.1). Time of therapist
 * and assistant together counts as the therapist's and is entered so.
 */
import type { Provider } from '../../shared/domain/billing.ts';
import type { Therapist } from '../../shared/domain/record.ts';
import type { AssistantRule } from '../../shared/domain/rules.ts';

export interface SharedMinutes {
  readonly therapist: number;
  readonly assistant: number;
}

export interface SplitUnits {
  readonly without: number;
  readonly with: number;
  readonly reason: string;
}

/** True when the assistant's part of these minutes is more than the rule neglects. */
export function exceedsDeMinimis({ therapist, assistant }: SharedMinutes, rule: AssistantRule): boolean {
  const total = therapist + assistant;
  if (assistant === 0) return false;
  if (rule.method === 'percent') return assistant / total > rule.deMinimisShare;
  return assistant >= Math.round(total * rule.deMinimisShare) + 1;
}

export function splitUntimed(units: number, minutes: SharedMinutes, rule: AssistantRule): SplitUnits {
  const isAssistants = exceedsDeMinimis(minutes, rule);
  const reason = `assistant ${minutes.assistant} of ${minutes.therapist + minutes.assistant} minutes`;
  return { without: isAssistants ? 0 : units, with: isAssistants ? units : 0, reason };
}

export function splitTimed(
  units: number,
  minutes: SharedMinutes,
  blockMinutes: number,
  rule: AssistantRule,
): SplitUnits {
  const [therapistLeft, assistantLeft] = [minutes.therapist % blockMinutes, minutes.assistant % blockMinutes];
  let without = Math.min(units, Math.floor(minutes.therapist / blockMinutes));
  let withModifier = Math.min(units - without, Math.floor(minutes.assistant / blockMinutes));
  const left = units - without - withModifier;
  const leftOver = { therapist: therapistLeft, assistant: assistantLeft };
  const bothLong = therapistLeft >= rule.bothFromMinutes && assistantLeft >= rule.bothFromMinutes;
  let ending = 'nothing left over';
  if (left >= 2) {
    const therapists = bothLong || therapistLeft >= rule.midpointMinutes ? 1 : 0;
    without += therapists;
    withModifier += left - therapists;
    ending = `two units left, ${therapistLeft} and ${assistantLeft} minutes left over`;
  } else if (left === 1) {
    const isAssistants = therapistLeft < rule.midpointMinutes && exceedsDeMinimis(leftOver, rule);
    if (isAssistants) withModifier += 1;
    else without += 1;
    ending = `one unit left, therapist ${therapistLeft} and assistant ${assistantLeft} minutes left over`;
  }
  const reason = `therapist ${minutes.therapist}, assistant ${minutes.assistant} minutes; ${ending}`;
  return { without, with: withModifier, reason };
}

type Written = Pick<Therapist, 'credentials'>;

/** Parts between commas, in capitals and without full stops: "C.O.T.A., student" is COTA and STUDENT. */
function partsOf({ credentials }: Written): readonly string[] {
  const plain = credentials.toUpperCase().replaceAll('.', '');
  return plain.split(/[,;]/).map((part) => part.trim().split(/\s+/).join(' '));
}

function hasOneOf(person: Written, known: readonly string[]): boolean {
  return partsOf(person).some((part) => known.some((one) => ` ${part} `.includes(` ${one} `)));
}

/** A student contributes to a note and never signs alone. */
export function isStudent(person: Written, rule: AssistantRule): boolean {
  return hasOneOf(person, rule.students.credentials);
}

/** Known to be a therapist: whoever writes what nobody knows is none. */
export function isTherapist(person: Written, rule: AssistantRule): boolean {
  if (isStudent(person, rule) || hasOneOf(person, rule.credentials)) return false;
  const { credentials, alone } = rule.therapists;
  return hasOneOf(person, credentials) || partsOf(person).some((part) => alone.includes(part));
}

/** Who furnished what was said and timed, by the credentials of the one who records. */
export function providerOf(therapist: Therapist | null, rule: AssistantRule): Provider {
  return therapist !== null && hasOneOf(therapist, rule.credentials) ? 'assistant' : 'therapist';
}

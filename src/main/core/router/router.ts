/**
 * The one door to the core: parse, check the lock, queue, run, audit, answer. Whatever comes in, the answer is a typed
 * value; a bug becomes `internal` with an incident number whose details stand in the log, without patient words.
 */
import {
  type CallName,
  type CallOutput,
  type Contract,
  contract,
  MAX_CALLS_IN_FLIGHT,
} from '../../../shared/contract.ts';
import { AppFailure, fail, ok, type Result } from '../../../shared/result.ts';
import type { Logger } from '../log/logger.ts';
import type { AccessDesk } from '../session/access.ts';
import type { Unlocked, Vault } from '../session/vault.ts';
import { NOBODY } from '../store/repositories/auditTrail.ts';
import { storageFault } from '../store/storageFault.ts';
import type { Handler, Handlers } from './handlerTypes.ts';
import { createLanes } from './lanes.ts';

export interface Router {
  call<N extends CallName>(name: N, body: unknown): Promise<Result<CallOutput<N>>>;
}

export interface RouterDeps {
  readonly handlers: Handlers;
  readonly vault: Vault;
  readonly access: Pick<AccessDesk, 'may'>;
  readonly log: Logger;
  readonly newIncident: () => string;
}

/** These open or close the book itself, and write their line while it is open. */
const WRITES_OWN_LINE: ReadonlySet<CallName> = new Set([
  'security.setUp',
  'security.unlock',
  'security.unlockWithPin',
  'security.recover',
  'security.lock',
  'backup.restore',
]);

export function createRouter({ handlers, vault, access, log, newIncident }: RouterDeps): Router {
  assertFits(handlers);
  const lanes = createLanes<'book' | 'capture' | 'backup' | 'listen'>();
  let inFlight = 0;

  /** What works while locked is everybody's, but for a restore at an open desk. */
  function allow(name: CallName): Result<null> {
    const unlocked = vault.unlocked();
    const isEverybodys = contract[name].needs !== 'unlocked' && name !== 'backup.restore';
    return unlocked === null || isEverybodys ? ok(null) : access.may(name, unlocked);
  }

  async function answer<N extends CallName>(name: N, body: unknown): Promise<Result<CallOutput<N>>> {
    const spec = contract[name];
    const parsed = spec.in.safeParse(body);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      return fail('invalid_input', plainMessage(issue), { at: issue?.path.join('.') || undefined });
    }
    const phase = vault.phase();
    if (spec.needs === 'setUp' && phase !== 'firstRun') return fail('conflict', 'OT Scribe is set up already.');
    if (spec.needs === 'unlocked' && phase !== 'unlocked') return locked();
    const allowed = allow(name);
    if (!allowed.ok) return allowed;
    const unlocked = vault.unlocked();
    const result = await run(handlers[name] as Handler<N>, parsed.data as never, unlocked);
    if (result.ok && spec.audit !== undefined && !WRITES_OWN_LINE.has(name)) {
      // Whoever asked, also where the app was locked or opened by another while it was done.
      const user = unlocked?.therapist.id ?? NOBODY;
      vault.audit(spec.audit, subjectOf(parsed.data) ?? subjectOf(result.value), user);
    }
    return result;
  }

  async function guarded<N extends CallName>(name: N, body: unknown): Promise<Result<CallOutput<N>>> {
    try {
      return await answer(name, body);
    } catch (error) {
      if (error instanceof AppFailure) return { ok: false, error: error.error };
      // Locked while the call was under way: the store closed under it, which is no bug.
      if (vault.phase() === 'locked' && contract[name].needs === 'unlocked') return locked();
      const fault = storageFault(error);
      if (fault !== null) {
        log.write({ event: 'storage-failed', call: name, error });
        return { ok: false, error: fault };
      }
      const incident = newIncident();
      log.write({ event: 'call-failed', call: name, incident, error });
      return fail('internal', `Something went wrong that should not. Nothing was lost. Incident ${incident}.`);
    }
  }

  return {
    call: async (name, body) => {
      if (!Object.hasOwn(contract, name)) return fail('invalid_input', 'There is no such call.');
      if (inFlight >= MAX_CALLS_IN_FLIGHT) {
        return fail('conflict', 'Too many requests at once. Try again in a moment.', { retryable: true });
      }
      inFlight++;
      try {
        return await (contract[name].audit === undefined
          ? guarded(name, body)
          : lanes.run(laneOf(name), () => guarded(name, body)));
      } finally {
        inFlight--;
      }
    },
  };
}

function run<N extends CallName>(handler: Handler<N>, body: never, unlocked: Unlocked | null) {
  if (handler.works === 'always') return handler.run(body);
  return unlocked === null ? locked() : handler.run(body, unlocked);
}

function locked() {
  return fail('locked', 'OT Scribe is locked. Enter your passphrase.');
}

function laneOf(name: CallName): 'book' | 'capture' | 'backup' | 'listen' {
  // Minutes of copying hold up nothing else.
  if (name === 'backup.make' || name === 'backup.check') return 'backup';
  // A recogniser's seconds hold up no edit.
  if (name === 'review.hearAgain') return 'listen';
  return name.startsWith('recording.') || name.startsWith('enrolment.') ? 'capture' : 'book';
}

/** What an audit line is about: an id from the question or from the answer, never a name. */
function subjectOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return null;
  const { sessionId, reportId, personId, id } = value as {
    readonly [K in 'sessionId' | 'reportId' | 'personId' | 'id']?: unknown;
  };
  if (typeof sessionId === 'string') return sessionId;
  if (typeof reportId === 'string') return reportId;
  if (typeof personId === 'string') return personId;
  return typeof id === 'string' ? id : null;
}

/** Our own wording where the contract gives one; the parser's own messages may quote what was typed. */
function plainMessage(issue: { readonly message: string; readonly code: string } | undefined): string {
  const own = issue?.message ?? '';
  const fromParser = own === '' || /^(Invalid|Too (big|small)|Unrecognized|Expected)/.test(own);
  return fromParser ? 'A field is missing or not as expected.' : own;
}

function assertFits(handlers: Handlers): void {
  for (const [name, spec] of Object.entries(contract) as [CallName, Contract[CallName]][]) {
    const wanted = spec.needs === 'unlocked' ? 'unlocked' : 'always';
    if (handlers[name].works !== wanted) throw new Error(`The handler of ${name} does not fit its contract entry.`);
  }
}

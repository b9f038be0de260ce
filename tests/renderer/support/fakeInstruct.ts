/** A core that understands two commands: to take out the sentence about the transfer, and to make that sentence shorter. */
import type { CallInput, InstructedChange, ReviewState } from '../../../src/shared/contract.ts';
import { fail, ok, type Result } from '../../../src/shared/result.ts';

type Asked = Pick<CallInput<'review.instruct'>, 'sessionId' | 'text'>;

export function instructHandlers(
  reviewOf: (sessionId: string) => ReviewState | null,
  edit: (body: CallInput<'review.edit'>) => Result<ReviewState>,
) {
  function instruct({ sessionId, text }: Asked): Result<readonly InstructedChange[]> {
    const section = reviewOf(sessionId)?.note.sections.find(({ id }) => id === 'objective');
    const statement = section?.statements[0];
    const after = /^shorter/.test(text) ? 'Toilet transfer required Mod A with 2 verbal cues.' : null;
    if (statement === undefined || (after === null && !/^remove/.test(text))) {
      return fail('invalid_input', 'This is not understood. Understood are: shorter; past tense. Nothing was changed.');
    }
    const { id: statementId, text: before } = statement;
    const to = { toSectionId: null, toHeading: null };
    return ok([
      { kind: after === null ? 'remove' : 'replace', statementId, heading: 'Objective', before, after, ...to },
    ]);
  }

  return {
    'review.instruct': instruct,
    'review.follow': ({ revision, ...asked }: CallInput<'review.follow'>): Result<ReviewState> => {
      const changes = instruct(asked);
      if (!changes.ok) return changes;
      const { sessionId } = asked;
      const [{ statementId, after } = { statementId: '', after: null }] = changes.value;
      return edit({
        ...{ sessionId, revision },
        edit: after === null ? { kind: 'remove', statementId } : { kind: 'replace', statementId, text: after },
      });
    },
  };
}

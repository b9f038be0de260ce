/** Commands that may number sentences and questions anew: what is being typed goes with them before the page shows it. */
import { useKeptTyping } from '../../state/KeptTyping.tsx';
import type { ReviewCommands } from './useReview.ts';

export function useFollowingTexts(commands: ReviewCommands): ReviewCommands {
  const { flush, follow } = useKeptTyping();
  return {
    ...commands,
    undo: () => flush().then(() => commands.undo(follow)),
    redo: () => flush().then(() => commands.redo(follow)),
    correct: (correction) => flush().then(() => commands.correct(correction, follow)),
  };
}

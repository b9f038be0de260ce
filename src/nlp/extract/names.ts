/** Who is called by name: capitalised words inside a sentence that stand by a comma, a title or a greeting. */
import type { Role } from '../../shared/domain/audio.ts';
import type { Token } from '../text/token.ts';

export interface NamesInTalk {
  readonly all: ReadonlySet<string>;
  /** The first person the therapist speaks to by name. */
  readonly patient: string | null;
}

const TITLES = new Set(['mr', 'mrs', 'ms', 'dr', 'miss']);
const GREETINGS = new Set(['hey', 'hi', 'hello', 'morning', 'okay', 'afternoon', 'right', 'good']);
const SHORTEST_NAME = 3;

export function readNames(
  sentences: readonly { readonly speaker: Role; readonly tokens: readonly Token[] }[],
): NamesInTalk {
  const all = new Set<string>();
  let patient: string | null = null;
  for (const { tokens, speaker } of sentences) {
    if (speaker !== 'therapist') continue;
    for (const [at, token] of tokens.entries()) {
      const before = tokens[at - 1];
      if (!token.capital || before === undefined || TITLES.has(token.text) || token.text.length < SHORTEST_NAME)
        continue;
      const after = tokens[at + 1];
      const vocative = before.text === ',' && (after === undefined || after.kind === 'punctuation');
      if (!vocative && !TITLES.has(before.text) && !GREETINGS.has(before.text)) continue;
      all.add(token.text);
      patient ??= token.text;
    }
  }
  return { all, patient };
}

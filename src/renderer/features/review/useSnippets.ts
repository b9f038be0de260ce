/** The therapist's snippets while a sentence is typed. */
import { useRead } from '../../state/ClientContext.tsx';
import { type Expanded, expanded } from './snippets.ts';

export interface Snippets {
  readonly names: readonly string[];
  expand(text: string, caret: number): Expanded | null;
}

export function useSnippets(): Snippets {
  const { data = [] } = useRead('snippets.list', {});
  return { names: data.map(({ name }) => name), expand: (text, caret) => expanded(text, caret, data) };
}

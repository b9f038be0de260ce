/** Topics and keys that hold every word of the query. Pure. */
import { KEYS, type KeyGroup } from './keys.ts';
import { type HelpTopic, TOPICS } from './topics.ts';

export interface HelpFound {
  readonly topics: readonly HelpTopic[];
  readonly keys: readonly KeyGroup[];
}

export function searchHelp(query: string): HelpFound {
  const words = query.trim().toLowerCase().split(/\s+/);
  const holds = (text: string): boolean => words.every((word) => text.toLowerCase().includes(word));
  const topics = TOPICS.filter(({ title, text }) => holds([title, ...text].join(' ')));
  const keys = KEYS.map(({ place, keys: all }) => ({
    place,
    keys: all.filter(({ key, does }) => holds(`${place} ${key} ${does}`)),
  })).filter(({ keys: left }) => left.length > 0);
  return { topics, keys };
}

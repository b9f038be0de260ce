/**
 * Electron gets a new major version every eight weeks and mends the latest three only: a build with an older one is
 * told so. Source of the rule: Electron's release timeline; of the date: resources/packaging/electron-release.json.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const electronRelease = z.strictObject({
  version: z.string(),
  releasedOn: z.iso.date(),
  source: z.strictObject({ title: z.string(), retrieved: z.iso.date() }),
  oldAfterWeeks: z.number().int().positive(),
});

const WEEK_MS = 7 * 24 * 3600 * 1000;

/** @returns a warning, or null while the packaged Electron is young enough */
export function electronAgeWarning(root: string, today: Date): string | null {
  const read = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'));
  const { version, releasedOn, oldAfterWeeks } = electronRelease.parse(
    read('resources/packaging/electron-release.json'),
  );
  const { devDependencies } = z
    .object({ devDependencies: z.record(z.string(), z.string()) })
    .parse(read('package.json'));
  if (devDependencies.electron !== version) {
    return `resources/packaging/electron-release.json is about Electron ${version}, package.json asks for ${devDependencies.electron}: write down when that one was released.`;
  }
  const weeks = Math.floor((today.getTime() - Date.parse(releasedOn)) / WEEK_MS);
  return weeks > oldAfterWeeks
    ? `Electron ${version} is ${weeks} weeks old: it gets no security fixes any more. Take a newer one before you ship.`
    : null;
}

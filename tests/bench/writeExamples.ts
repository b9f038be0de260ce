/** Writes docs/examples anew: `npm run examples`. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { loadRules } from '../../src/main/core/rules/loadRules.ts';
import { exampleFiles } from './checks/exampleFiles.ts';
import { readLexicon } from './checks/sessionDrafts.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const OUT = path.join(ROOT, 'docs/examples');
const loaded = await loadRules(path.join(ROOT, 'resources'));
if (!loaded.ok) throw new Error(loaded.error.message);
const files = await exampleFiles(ROOT, { rules: loaded.value, lexicon: readLexicon(path.join(ROOT, 'resources')) });
rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
for (const [name, content] of files) writeFileSync(path.join(OUT, name), content);
console.log(`${files.size} files in ${path.relative(ROOT, OUT)}`);

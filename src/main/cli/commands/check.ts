import { ok } from '../../../shared/result.ts';
import { checkNoteFile } from '../../core/documents/checkNoteFile.ts';
import { findInstallation } from '../../core/installation.ts';
import { loadRules } from '../../core/rules/loadRules.ts';
import type { CommandSpec } from '../command.ts';
import { EXIT } from '../exitCodes.ts';
import { userPath } from '../paths.ts';

export const checkCommand: CommandSpec = {
  name: 'check',
  summary: 'Checks a note against what it was written from; exit 1 while something refuses the signature.',
  positionals: ['NOTE.json'],
  options: {
    record: { value: 'FILE', help: 'the record.json, document.json or intake of the note', required: true },
  },
  details: 'prints { issues: [{ severity, code, message, at }] }',
  async run(arguments_, output) {
    const rules = await loadRules(findInstallation().resources);
    if (!rules.ok) return rules;
    const note = userPath(arguments_.positionals[0] ?? '');
    const issues = await checkNoteFile(note, userPath(arguments_.option('record') ?? ''), rules.value);
    if (!issues.ok) return issues;
    await output.json({ issues: issues.value });
    return ok(issues.value.some(({ severity }) => severity === 'blocker') ? EXIT.findings : EXIT.done);
  },
};

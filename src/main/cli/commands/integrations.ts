/** `integrations`: every export form tried on an invented session and read back. */
import { ok } from '../../../shared/result.ts';
import { createClinicalRules } from '../../core/adapters/clinicalRules.ts';
import { tryEveryForm } from '../../core/adapters/integration.ts';
import { createWrittenWords } from '../../core/adapters/writtenWords.ts';
import { findInstallation } from '../../core/installation.ts';
import { integrationPage } from '../../core/integration/integrationPage.ts';
import { loadRules } from '../../core/rules/loadRules.ts';
import { appVersion } from '../../core/version.ts';
import type { CommandSpec } from '../command.ts';
import { EXIT } from '../exitCodes.ts';
import { prepareOutputFolder } from '../paths.ts';

export const integrationsCommand: CommandSpec = {
  name: 'integrations',
  summary: 'Writes an invented session in every export form and reads each back as its receiver would.',
  positionals: [],
  options: { out: { value: 'DIR', help: 'folder for the report as a page and the files that were tried' } },
  details: 'exit code 1 when a form fails',
  async run(arguments_, output) {
    const { resources: resourcesFolder, models: modelsFolder, root } = findInstallation();
    const rules = await loadRules(resourcesFolder);
    if (!rules.ok) return rules;
    const app = appVersion(root);
    const words = createWrittenWords({ resourcesFolder, rules: rules.value, reader: null, modelsFolder, app });
    const clinical = createClinicalRules(rules.value);
    const at = new Date().toISOString();
    const tried = await tryEveryForm({ resourcesFolder, rules: rules.value, app, words, clinical }, at);
    if (!tried.ok) return tried;
    const { report, files } = tried.value;
    const folder = arguments_.option('out');
    if (folder !== null) {
      const out = await prepareOutputFolder(folder);
      if (!out.ok) return out;
      await out.value.write('report.html', integrationPage(report));
      for (const [name, content] of files) await out.value.write(name, content);
      output.message(`The report is in ${out.value.folder}: report.html.`);
    }
    await output.json(report);
    return ok(report.ok ? EXIT.done : EXIT.findings);
  },
};

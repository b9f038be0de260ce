/** The real writing of reports, with the rules that ship: they are quick, and their wording is what pages show. */
import { resolve } from 'node:path';
import { createReports } from '../../src/main/core/adapters/reports.ts';
import { loadRules } from '../../src/main/core/rules/loadRules.ts';

const resourcesFolder = resolve(import.meta.dirname, '../../resources');
const rules = await loadRules(resourcesFolder);
if (!rules.ok) throw new Error(rules.error.message);

export const REPORTS = createReports({ resourcesFolder, rules: rules.value, app: '0.0.0' });

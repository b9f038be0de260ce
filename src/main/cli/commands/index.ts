import type { CommandSpec } from '../command.ts';
import { checkCommand } from './check.ts';
import { clocksCommand } from './clocks.ts';
import { demoCommand } from './demo.ts';
import { devicesCommand } from './devices.ts';
import { draftCommand } from './draft.ts';
import { exportCommand } from './export.ts';
import { extractCommand } from './extract.ts';
import { importCommand } from './import.ts';
import { integrationsCommand } from './integrations.ts';
import { modelsCommand } from './models.ts';
import { noteCommand } from './note.ts';
import { pairsCommand } from './pairs.ts';
import { recordCommand } from './record.ts';
import { recoverCommand } from './recover.ts';
import { scoresCommand } from './scores.ts';
import { transcribeCommand } from './transcribe.ts';
import { unitsCommand } from './units.ts';
import { verifyCommand } from './verify.ts';

/** All commands, in the order in which the overview lists them. */
export const COMMANDS: readonly CommandSpec[] = [
  noteCommand,
  transcribeCommand,
  extractCommand,
  unitsCommand,
  scoresCommand,
  clocksCommand,
  pairsCommand,
  draftCommand,
  checkCommand,
  exportCommand,
  importCommand,
  integrationsCommand,
  devicesCommand,
  recordCommand,
  recoverCommand,
  modelsCommand,
  verifyCommand,
  demoCommand,
];

import type { CommandSpec } from '../command.ts';
import { modelsCommand } from './models.ts';
import { unitsCommand } from './units.ts';

/** All commands, in the order in which the overview lists them. */
export const COMMANDS: readonly CommandSpec[] = [unitsCommand, modelsCommand];

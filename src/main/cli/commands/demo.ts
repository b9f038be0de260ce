import { join } from 'node:path';
import { findInstallation } from '../../core/installation.ts';
import { type CommandSpec, parseCommand } from '../command.ts';
import { noteCommand } from './note.ts';

/** The bundled session through `note`, as a newcomer would run it. */
export const demoCommand: CommandSpec = {
  name: 'demo',
  summary: 'Drafts the note of the bundled sample session into out/demo.',
  positionals: [],
  options: { out: { value: 'DIR', help: 'folder for the results, out/demo unless given' } },
  async run(arguments_, output) {
    const { root, resources } = findInstallation();
    const sample = join(resources, 'sample/gym-session');
    const out = arguments_.option('out') ?? join(root, 'out/demo');
    const note = parseCommand(noteCommand, [
      join(sample, 'session.wav'),
      '--out',
      out,
      '--array',
      join(sample, 'array.json'),
      '--enrol',
      join(sample, 'enrol.wav'),
      '--patient',
      join(sample, 'patient.json'),
    ]);
    if (!note.ok) return note;
    output.message('The sample session: four chest-worn microphones in a rehab gym. Nobody in it is a real person.');
    const outcome = await noteCommand.run(note.value, output);
    if (outcome.ok) output.message(`The note is in ${join(out, 'note.txt')} and note.pdf; "npm start" opens the app.`);
    return outcome;
  },
};

/**
 * Entry of the command line: picks the command, runs it, turns its outcome into an exit code. Expected failures are one
 * line on standard error; only a bug prints where it happened.
 */
import { type AppError, AppFailure } from '../../shared/result.ts';
import { type CommandSpec, PROGRAM, parseCommand, usage } from './command.ts';
import { COMMANDS } from './commands/index.ts';
import { EXIT, exitCodeFor } from './exitCodes.ts';
import { type Output, terminalOutput } from './output.ts';

function overview(commands: readonly CommandSpec[]): string {
  return [
    `usage: ${PROGRAM} COMMAND …`,
    '',
    'From a multi-microphone recording of a therapy session to a note that can be checked against the sound.',
    'Results are JSON on standard output, messages go to standard error. Everything runs on this machine.',
    '',
    'commands:',
    ...commands.map((command) => `  ${command.name.padEnd(12)} ${command.summary}`),
    '',
    `"${PROGRAM} COMMAND --help" tells more about one command.`,
    '',
    'exit codes: 0 done · 1 findings (a check or verify found something) · 2 bad input · 3 unreadable audio ·',
    '            4 storage · 5 model missing or altered · 6 device · 7 locked · 70 internal · 130 interrupted',
  ].join('\n');
}

function explain(error: AppError, output: Output): number {
  output.message(`${PROGRAM}: ${error.message}`);
  return exitCodeFor(error.code);
}

async function main(words: readonly string[], output: Output): Promise<number> {
  const [name, ...rest] = words;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    await output.text(overview(COMMANDS));
    return name === undefined ? EXIT.badInput : EXIT.done;
  }
  const command = COMMANDS.find((each) => each.name === name);
  if (!command) {
    output.message(`${PROGRAM}: there is no command "${name}". See "${PROGRAM} --help".`);
    return EXIT.badInput;
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    await output.text(usage(command));
    return EXIT.done;
  }
  const parsed = parseCommand(command, rest);
  if (!parsed.ok) return explain(parsed.error, output);
  try {
    const outcome = await command.run(parsed.value, output);
    return outcome.ok ? outcome.value : explain(outcome.error, output);
  } catch (error) {
    if (error instanceof AppFailure) return explain(error.error, output);
    throw error;
  }
}

if (Number(process.versions.node.split('.')[0]) < 24) {
  process.stderr.write(
    `${PROGRAM}: this needs the Node 24 that "npm ci" installs; start it with "npm run -s ot-scribe -- …".\n`,
  );
  process.exit(EXIT.internal);
}
const output = terminalOutput();
main(process.argv.slice(2), output).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'EPIPE') return;
    output.message(`${PROGRAM}: something went wrong that should not. Your files are untouched.`);
    output.message(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exitCode = EXIT.internal;
  },
);

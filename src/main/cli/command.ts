/**
 * What a command of the command line is. Arguments are parsed strictly: an unknown option is refused, never guessed at.
 */
import { parseArgs } from 'node:util';
import { type AppError, fail, ok, type Result } from '../../shared/result.ts';
import type { Output } from './output.ts';

export interface OptionSpec {
  readonly value: string | null;
  readonly help: string;
  readonly required?: boolean;
}

export interface CommandSpec {
  readonly name: string;
  readonly summary: string;
  /** Names of the positional arguments, all required unless they end in "?". */
  readonly positionals: readonly string[];
  readonly options: Readonly<Record<string, OptionSpec>>;
  readonly details?: string;
  run(arguments_: Arguments, output: Output): Promise<Result<number>>;
}

export interface Arguments {
  readonly positionals: readonly string[];
  /** Value of an option, or null when it was not given. */
  option(name: string): string | null;
  has(name: string): boolean;
}

export const PROGRAM = 'ot-scribe';

export function usage(command: CommandSpec): string {
  const positionals = command.positionals.map((name) => (name.endsWith('?') ? `[${name.slice(0, -1)}]` : name));
  const options = Object.entries(command.options).map(([name, spec]) => {
    const shown = `--${name}${spec.value ? ` ${spec.value}` : ''}`;
    return spec.required ? shown : `[${shown}]`;
  });
  const lines = Object.entries(command.options).map(
    ([name, spec]) => `  ${`--${name}${spec.value ? ` ${spec.value}` : ''}`.padEnd(24)} ${spec.help}`,
  );
  return [
    `usage: ${PROGRAM} ${[command.name, ...positionals, ...options].join(' ')}`,
    '',
    command.summary,
    ...(lines.length > 0 ? ['', 'options:', ...lines] : []),
    ...(command.details ? ['', command.details] : []),
  ].join('\n');
}

/** Parses the words after the command's name. A usage error tells what was wrong and how to see the help. */
export function parseCommand(command: CommandSpec, words: readonly string[]): Result<Arguments> {
  const hint = `See "${PROGRAM} ${command.name} --help".`;
  let parsed: { values: Record<string, string | boolean | undefined>; positionals: string[] };
  try {
    parsed = parseArgs({
      args: [...words],
      strict: true,
      allowPositionals: true,
      options: Object.fromEntries(
        Object.entries(command.options).map(([name, spec]) => [
          name,
          { type: spec.value ? 'string' : 'boolean' } as const,
        ]),
      ),
    }) as typeof parsed;
  } catch (error) {
    return usageError(`${(error as Error).message.split('. ')[0]}. ${hint}`);
  }
  const required = command.positionals.filter((name) => !name.endsWith('?')).length;
  if (parsed.positionals.length < required) {
    return usageError(`${command.positionals[parsed.positionals.length]} is missing. ${hint}`);
  }
  if (parsed.positionals.length > command.positionals.length) {
    return usageError(`"${parsed.positionals[command.positionals.length]}" is one argument too many. ${hint}`);
  }
  const absent = Object.entries(command.options).find(
    ([name, spec]) => spec.required && parsed.values[name] === undefined,
  );
  if (absent) return usageError(`--${absent[0]} is missing. ${hint}`);
  return ok({
    positionals: parsed.positionals,
    option: (name) => {
      const value = parsed.values[name];
      return typeof value === 'string' ? value : null;
    },
    has: (name) => parsed.values[name] !== undefined,
  });
}

export function usageError(message: string): { readonly ok: false; readonly error: AppError } {
  return fail('invalid_input', message);
}

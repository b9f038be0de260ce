import { mkdir, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fail, ok, type Result } from '../../shared/result.ts';

/** npm runs scripts from the package's folder; paths mean the folder the person typed them in. */
export function userPath(path: string): string {
  return resolve(process.env.npm_lifecycle_event ? (process.env.INIT_CWD ?? process.cwd()) : process.cwd(), path);
}

export interface OutputFolder {
  readonly folder: string;
  write(name: string, content: string | Uint8Array): Promise<void>;
  /** Takes back the folders that were made when the command failed before it wrote anything. */
  abandon(): Promise<void>;
}

/** Makes sure that results can be written before hours of work are spent, and leaves no trace when they cannot. */
export async function prepareOutputFolder(path: string): Promise<Result<OutputFolder>> {
  const folder = userPath(path);
  const made: string[] = [];
  const abandon = async (): Promise<void> => {
    for (const each of made.toReversed()) await rmdir(each).catch(() => {});
  };
  try {
    for (const missing of await missingFolders(folder)) {
      await mkdir(missing);
      made.push(missing);
    }
    if (!(await stat(folder)).isDirectory()) {
      return fail('storage', `${path} is a file. Give a folder for the results.`);
    }
    const probe = join(folder, `.ot-scribe-${process.pid}`);
    await writeFile(probe, '');
    await rm(probe);
  } catch (error) {
    await abandon();
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    return fail('storage', `Nothing can be written to ${path} (${reason}). Choose a folder you may write to.`);
  }
  const write = async (name: string, content: string | Uint8Array): Promise<void> => {
    const file = join(folder, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  };
  return ok({ folder, abandon, write });
}

async function missingFolders(folder: string): Promise<readonly string[]> {
  const exists = await stat(folder).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
  if (exists || dirname(folder) === folder) return [];
  return [...(await missingFolders(dirname(folder))), folder];
}

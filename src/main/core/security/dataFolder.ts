/**
 * Where everything lives on this machine: OT_SCRIBE_DATA, or the place the platform keeps an application's data.
 * The folder belongs to the user alone (0700).
 */
import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

export function defaultDataFolder(
  environment: Environment = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  if (environment.OT_SCRIBE_DATA) return environment.OT_SCRIBE_DATA;
  if (platform === 'win32') return join(environment.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'OT Scribe');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'OT Scribe');
  const shared = environment.XDG_DATA_HOME;
  // The base directory specification says to ignore a relative path.
  return join(shared && isAbsolute(shared) ? shared : join(home, '.local', 'share'), 'ot-scribe');
}

/** Every path the core uses inside the data folder, in one place. */
export interface DataPaths {
  readonly root: string;
  readonly bootstrap: string;
  readonly attempts: string;
  readonly database: string;
  /** The database while the set-up is not finished yet. */
  readonly newDatabase: string;
  readonly sessions: string;
  /** Voice samples that the therapist keeps. */
  readonly voices: string;
  /** Backups the app makes by itself, and others where no folder was chosen. */
  readonly backups: string;
  readonly log: string;
  readonly instanceLock: string;
  readonly instanceOwner: string;
}

export function dataPaths(root: string): DataPaths {
  return {
    root,
    bootstrap: join(root, 'bootstrap.json'),
    attempts: join(root, 'unlock-attempts.json'),
    database: join(root, 'store.db'),
    newDatabase: join(root, 'store.new.db'),
    sessions: join(root, 'sessions'),
    voices: join(root, 'voices'),
    backups: join(root, 'backups'),
    log: join(root, 'app.log'),
    instanceLock: join(root, 'instance.lock'),
    instanceOwner: join(root, 'instance.json'),
  };
}

export function makeDataFolder(root: string): DataPaths {
  const paths = dataPaths(root);
  const isNew = mkdirSync(root, { recursive: true, mode: 0o700 }) !== undefined;
  // A folder somebody pointed us to may hold other things for other people: only our own is closed to them.
  if (isNew || existsSync(paths.bootstrap)) chmodSync(root, 0o700);
  mkdirSync(paths.sessions, { recursive: true, mode: 0o700 });
  return paths;
}

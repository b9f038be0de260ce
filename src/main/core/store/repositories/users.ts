/** Who works at this installation: whoever is in charge, colleagues with a passphrase of their own, the front desk. */
import type { Therapist } from '../../../../shared/domain/record.ts';
import type { PassphraseCost } from '../../security/passphrase.ts';
import { type Db, transaction } from '../openDatabase.ts';

type Row = { id: string; name: string; credentials: string; licence: string | null };
type SecretRow = { salt: Buffer; proof: Buffer; memory_kib: number; passes: number; lanes: number };

/** What a colleague's passphrase is held against: derived from it, and of no use to open anything. */
export interface SignerSecret {
  readonly salt: Uint8Array;
  readonly proof: Uint8Array;
  readonly cost: PassphraseCost;
}

export function usersIn(db: Db) {
  const insert = db.prepare<[string, string, string, string | null, string]>(
    'INSERT INTO user (id, name, credentials, licence, created_at) VALUES (?, ?, ?, ?, ?)',
  );
  // Whoever set the installation up is its user; a colleague has a secret here.
  const first = db.prepare<[], Row>(`SELECT id, name, credentials, licence FROM user
    WHERE id NOT IN (SELECT user_id FROM signer_secret) ORDER BY created_at LIMIT 1`);
  const all = db.prepare<[], Row>('SELECT id, name, credentials, licence FROM user ORDER BY created_at, id');
  const present = db.prepare<[], Row>(`SELECT id, name, credentials, licence FROM user
    WHERE id NOT IN (SELECT user_id FROM former_signer) ORDER BY created_at, id`);
  const frontDesk = db.prepare<[string]>('SELECT 1 FROM front_desk WHERE user_id = ?');
  const addFrontDesk = db.prepare<[string]>('INSERT INTO front_desk VALUES (?)');
  const isFrontDesk = (userId: string): boolean => frontDesk.get(userId) !== undefined;
  const update = db.prepare('UPDATE user SET name = ?, credentials = ?, licence = ? WHERE id = ?');
  const setSecret = db.prepare(
    'UPDATE signer_secret SET salt = ?, proof = ?, memory_kib = ?, passes = ?, lanes = ? WHERE user_id = ?',
  );
  const leave = db.prepare('INSERT OR IGNORE INTO former_signer (user_id, left_at) VALUES (?, ?)');
  const secret = db.prepare<[string], SecretRow>('SELECT * FROM signer_secret WHERE user_id = ?');
  const addSecret = db.prepare('INSERT INTO signer_secret VALUES (?, ?, ?, ?, ?, ?)');
  const add = (user: Therapist, at: string) => void insert.run(user.id, user.name, user.credentials, user.licence, at);
  return {
    add,
    first: (): Therapist | null => first.get() ?? null,
    /** Everybody who ever signed here, for names. */
    all: (): readonly Therapist[] => all.all(),
    /** Those who are here now, the front desk among them. */
    present: (): readonly Therapist[] => present.all(),
    /** Those who sign here now. */
    signing: (): readonly Therapist[] => present.all().filter(({ id }) => !isFrontDesk(id)),
    isFrontDesk,
    addFrontDesk: (userId: string) => void addFrontDesk.run(userId),
    leave: (userId: string, at: string) => void leave.run(userId, at),
    /** @param fresh null: the passphrase stays, or is not kept here */
    change: transaction(db, (user: Therapist, fresh: SignerSecret | null): void => {
      update.run(user.name, user.credentials, user.licence, user.id);
      if (fresh === null) return;
      const { memoryKiB, passes, lanes } = fresh.cost;
      setSecret.run(fresh.salt, fresh.proof, memoryKiB, passes, lanes, user.id);
    }),
    addColleague: transaction(db, (user: Therapist, { salt, proof, cost }: SignerSecret, at: string): void => {
      add(user, at);
      addSecret.run(user.id, salt, proof, cost.memoryKiB, cost.passes, cost.lanes);
    }),
    /** null for the user of the installation, whose passphrase opens it. */
    secret: (userId: string): SignerSecret | null => {
      const row = secret.get(userId);
      if (row === undefined) return null;
      const { salt, proof, memory_kib: memoryKiB, passes, lanes } = row;
      return { salt, proof, cost: { memoryKiB, passes, lanes } };
    },
  };
}

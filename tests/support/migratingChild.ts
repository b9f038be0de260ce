/** Brings a database to the newest schema; made to be killed at one of its writes. */
import { migrate } from '../../src/main/core/store/migrate.ts';
import { openDatabase } from '../../src/main/core/store/openDatabase.ts';

const [file = '', key = ''] = process.argv.slice(2);
const opened = openDatabase(file, Buffer.from(key, 'hex'));
if (!opened.ok) throw new Error(opened.error.message);
const migrated = migrate(opened.value);
if (!migrated.ok) throw new Error(migrated.error.message);
opened.value.close();

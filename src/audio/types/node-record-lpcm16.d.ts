/** node-record-lpcm16 1.0.1 ships no types; this is what its source offers and we use. */
declare module 'node-record-lpcm16' {
  import type { ChildProcess } from 'node:child_process';

  export interface RecordOptions {
    /** 'arecord', 'rec', 'sox', or the absolute path of a module that builds a command line. */
    readonly recorder: string;
    readonly device?: string;
    readonly channels: number;
    readonly sampleRate: number;
    readonly audioType: 'raw' | 'wav';
  }

  export interface Recording {
    readonly process: ChildProcess;
  }

  const lpcm16: { record(options: RecordOptions): Recording };
  export default lpcm16;
}

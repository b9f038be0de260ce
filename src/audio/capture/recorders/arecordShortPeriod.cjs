/**
 * A recorder definition in node-record-lpcm16's own form (options → command line), given to it by path. Its
 * built-in one cannot set the period, so sound comes in lumps of 140 ms; 20 ms keeps a kill's loss small. The
 * buffer holds half a second, so that a busy machine drops nothing. Detached: Ctrl-C in a terminal
 * is for the program, which then ends the recorder in order.
 */
module.exports = (options) => ({
  cmd: 'arecord',
  args: [
    '-q',
    ...(options.device ? ['-D', options.device] : []),
    '-r',
    String(options.sampleRate),
    '-c',
    String(options.channels),
    '-f',
    'S16_LE',
    '-t',
    options.audioType,
    '--period-time=20000',
    '--buffer-time=500000',
    '-',
  ],
  // Its messages are read for advice, so they must come in English.
  spawnOptions: { detached: true, env: { ...process.env, LC_ALL: 'C' } },
});

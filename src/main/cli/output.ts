/**
 * Results go to standard output as JSON and nothing else does; words for the person go to standard error;
 * progress is drawn only on a terminal.
 */
export interface Output {
  /** One JSON document, the command's whole result. */
  json(value: unknown): Promise<void>;
  /** Plain text result (help). */
  text(value: string): Promise<void>;
  message(line: string): void;
  progress(line: string): void;
}

function write(stream: NodeJS.WriteStream, value: string): Promise<void> {
  return new Promise((resolve, reject) => stream.write(value, (error) => (error ? reject(error) : resolve())));
}

export function terminalOutput(): Output {
  const isTerminal = process.stderr.isTTY === true;
  let hasProgressLine = false;
  const clearProgress = (): void => {
    if (hasProgressLine) process.stderr.write('\r\u001b[K');
    hasProgressLine = false;
  };
  return {
    json: (value) => {
      clearProgress();
      return write(process.stdout, `${JSON.stringify(value, null, 1)}\n`);
    },
    text: (value) => {
      clearProgress();
      return write(process.stdout, `${value}\n`);
    },
    message: (line) => {
      clearProgress();
      process.stderr.write(`${line}\n`);
    },
    progress: (line) => {
      if (!isTerminal) return;
      process.stderr.write(`\r\u001b[K${line}`);
      hasProgressLine = true;
    },
  };
}

/**
 * onnxruntime from 1.29 on queues usage events for upload on Linux and macOS unless this variable is set
 * before its native library loads; the decision is latched then. This module must be imported before
 * onnxruntime-node, and only `runtime.ts` may import that package.
 */
process.env.ORT_DISABLE_TELEMETRY = '1';

/** Throws when somebody has taken the switch back: a process that could send anything must not start. */
export function assertTelemetryIsOff(): void {
  if (process.env.ORT_DISABLE_TELEMETRY !== '1') {
    throw new Error('ORT_DISABLE_TELEMETRY must be 1 before the model runtime loads');
  }
}

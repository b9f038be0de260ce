/**
 * Opens a graph of the manifest and holds it to its contract: an input or output that is not as listed
 * would otherwise surface as nonsense in a transcript.
 */
import { failure } from '../../shared/result.ts';
import { type CheckedModels, modelEntry, modelPath } from './checkModels.ts';
import { type GraphContract, REINSTALL } from './modelManifest.ts';
import { type InferenceSession, openGraph, type SessionOptions } from './runtime.ts';

/** @throws AppFailure (model_altered) when the graph does not open or breaks its contract. */
export async function openModel(
  checked: CheckedModels,
  id: string,
  options: SessionOptions,
): Promise<InferenceSession> {
  const model = modelEntry(checked, id);
  if (model.kind !== 'graph') throw new Error(`model ${id} is no graph`);
  const file = modelPath(checked, id);
  let session: InferenceSession;
  try {
    session = await openGraph(file, options);
  } catch {
    throw failure('model_altered', `The model file ${model.file} does not open. ${REINSTALL}`, { at: file });
  }
  const breach = contractBreach(model.contract, session);
  if (breach) {
    throw failure('model_altered', `The model file ${model.file} does not fit: ${breach}. ${REINSTALL}`, { at: file });
  }
  return session;
}

/** The first difference between what a graph offers and what the manifest promises. */
export function contractBreach(
  contract: GraphContract,
  session: Pick<InferenceSession, 'inputNames' | 'outputNames'>,
): string | undefined {
  return (
    differenceOf('input', Object.keys(contract.inputs), session.inputNames) ??
    differenceOf('output', Object.keys(contract.outputs), session.outputNames)
  );
}

function differenceOf(side: string, promised: readonly string[], found: readonly string[]): string | undefined {
  const lacking = promised.find((name) => !found.includes(name));
  if (lacking !== undefined) return `${side} ${lacking} is absent`;
  const surplus = found.find((name) => !promised.includes(name));
  return surplus === undefined ? undefined : `${side} ${surplus} is unknown`;
}

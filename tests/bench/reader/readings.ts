/**
 * Readings of dialogues by a trained graph that is not in the models folder yet, kept by content so that a second run is quick.
 */
import path from 'node:path';
import { openGraph } from '../../../src/audio/onnx/runtime.ts';
import { openWordPieces, readLabels, scorer } from '../../../src/main/core/reading/openFactReader.ts';
import type { Reading } from '../../../src/nlp/read/reading.ts';
import { readTranscript } from '../../../src/nlp/read/readTranscript.ts';
import type { Transcript } from '../../../src/shared/domain/utterance.ts';

export async function openTrial(folder: string, tokenizerFile: string): Promise<(t: Transcript) => Promise<Reading>> {
  const session = await openGraph(path.join(folder, 'reader.int8.onnx'), { threads: 2, blockedAttention: false });
  const labels = await readLabels(path.join(folder, 'labels.json'));
  const piecesOf = await openWordPieces(tokenizerFile);
  const score = scorer(session);
  return (transcript) => readTranscript(transcript, { labels, piecesOf, score });
}

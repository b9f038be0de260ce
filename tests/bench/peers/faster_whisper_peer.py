"""faster-whisper as a peer of the recogniser's bench: one JSON line in (file of raw float32 at 16 kHz), one out.

    python faster_whisper_peer.py WEIGHTS COMPUTE_TYPE THREADS BEAMS

WEIGHTS is a CTranslate2 folder (model.bin, config.json, tokenizer.json, vocabulary). Greedy means BEAMS = 1.
"""
import os

os.environ["ORT_DISABLE_TELEMETRY"] = "1"
os.environ["HF_HUB_OFFLINE"] = "1"

import json
import sys
import time

import numpy as np
from faster_whisper import WhisperModel

weights, compute_type, threads, beams = sys.argv[1:5]
model = WhisperModel(weights, device="cpu", compute_type=compute_type, cpu_threads=int(threads))
print(json.dumps({"ready": True}), flush=True)
for line in sys.stdin:
    samples = np.fromfile(json.loads(line)["file"], np.float32)
    wall, cpu = time.perf_counter(), time.process_time()
    segments, _ = model.transcribe(
        samples, language="en", beam_size=int(beams), temperature=0, without_timestamps=True, condition_on_previous_text=False
    )
    text = " ".join(segment.text for segment in segments)
    print(json.dumps({"text": text, "wallS": time.perf_counter() - wall, "cpuS": time.process_time() - cpu}), flush=True)

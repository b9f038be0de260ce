"""Trains the fact reader on the rows that rows.ts writes and exports it as an int8 ONNX graph.

  python3 train.py ENCODER_FOLDER ROWS_FOLDER OUT_FOLDER [--layers N] [--minutes N] [--threads N] [--aside N] [--start CHECKPOINT]

ENCODER_FOLDER holds all-mpnet-base-v2 (config.json, model.safetensors, tokenizer.json), of which the first N layers are kept. Every word gets, for each kind
of fact, the scores of "outside", "begins one", "goes on", and the scores of the attributes of a fact that covers it.
Rows are read anew before each epoch. --aside N keeps one in N of the marked dialogues, by name, out of the lessons and prints its figures.
Needs torch, transformers, onnx and onnxruntime from PyPI; nothing of it is needed to run or test the product.
"""
import argparse, json, math, os, random, re, time
import torch
from torch import nn
from transformers import AutoModel
from tokenizers import Tokenizer

KINDS = ["obs", "prior", "cue", "min", "dev", "saf", "mea", "sub", "pain"]
LABELS = {
    "level": ["I", "ModI", "Supervision", "SBA", "CGA", "MinA", "ModA", "MaxA", "TotalA"],
    "item": ["none", "eating", "grooming", "bathing", "dressingUpper", "dressingLower", "toileting", "bladder", "bowel",
             "transferBedChairWheelchair", "transferToilet", "transferTubShower", "locomotion", "stairs", "comprehension",
             "expression", "socialInteraction", "problemSolving", "memory"],
    "cueType": ["verbal", "tactile", "visual", "demonstration", "unspecified"],
    "cueIntensity": ["none", "min", "mod", "max"],
    "code": ["other", "97535", "97530", "97110", "97112", "97140", "97129", "97130", "97542", "97537", "97760", "97761", "97763",
             "97035", "97010", "97018", "97022", "97032", "97033", "97016", "97533", "97150", "97750", "97755", "97113", "97116", "G0283"],
    "safety": ["fall", "nearFall", "lossOfBalance", "unsteady", "precautionViolation", "impulsivity", "inattention", "hazard",
               "dizziness", "abnormalVital", "skin", "other"],
    "source": ["observed", "reported"],
    "measure": ["other", "AROM", "AAROM", "PROM", "ROM", "MMT", "MAS", "grip", "lateralPinch", "palmarPinch", "tipPinch",
                "nineHolePeg", "boxAndBlocks", "circumference", "monofilament", "bloodPressure", "heartRate", "spo2", "RPE",
                "accuracy", "standingTolerance", "dizziness", "fatigue", "distance", "respiratoryRate", "twoPointDiscrimination",
                "weight", "temperature", "bloodGlucose", "sittingTolerance"],
    "side": ["none", "left", "right", "bilateral"],
    "motion": ["none", "flexion", "extension", "abduction", "adduction", "external rotation", "internal rotation", "supination",
               "pronation", "dorsiflexion", "opposition", "radial deviation", "ulnar deviation", "palmar abduction", "radial abduction"],
    "when": ["rest", "activity", "endRange", "night", "morning", "before", "after", "unspecified"],
    "who": ["patient", "caregiver"],
}
OF_KIND = {
    "obs": ["level", "item"], "prior": ["level", "item"], "cue": ["cueType", "cueIntensity"], "min": ["code"], "dev": [],
    "saf": ["safety", "source"], "mea": ["measure", "side", "motion"], "sub": ["who"], "pain": ["when"],
}
OFFSET, at = {}, 3 * len(KINDS)
for name, values in LABELS.items():
    OFFSET[name] = at
    at += len(values)
WIDTH = at
MAX_PIECES = 288
BEGIN, PAD, END = 0, 1, 2  # <s>, <pad>, </s> of the encoder's vocabulary
UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
FIGURES = {word: str(i) for i, word in enumerate(UNITS)} | {w: str(v) for w, v in TENS.items()}
FIGURES |= {f"{t}-{u}": str(v + i) for t, v in TENS.items() for i, u in enumerate(UNITS) if 0 < i < 10}
SPELLED = {v: k for k, v in FIGURES.items()}


class Reader(nn.Module):
    def __init__(self, folder, layers):
        super().__init__()
        self.encoder = AutoModel.from_pretrained(folder, attention_probs_dropout_prob=0.0, hidden_dropout_prob=0.1, add_pooling_layer=False)
        self.encoder.encoder.layer = self.encoder.encoder.layer[:layers]
        size = self.encoder.config.hidden_size
        self.drop = nn.Dropout(0.1)
        self.hidden = nn.Linear(size, 512)
        self.heads = nn.Linear(512, WIDTH)

    def forward(self, ids, mask):
        state = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        return self.heads(torch.nn.functional.gelu(self.hidden(self.drop(state))))


def targets(span):
    """Attribute name -> {class index: weight} of one span."""
    found = {}
    def put(name, value, others=(), fallback=None):
        values = LABELS[name]
        main = value if value in values else fallback
        if main is None:
            return
        others = [o for o in others if o in values and o != main]
        share = 0.7 if others else 1.0
        found[name] = {values.index(main): share} | {values.index(o): 0.3 / len(others) for o in others}
    kind = span["kind"]
    if kind in ("obs", "prior"):
        put("level", span["assistLevel"], span.get("acceptLevels", []))
        put("item", span["fimItem"] or "none")
    elif kind == "cue":
        put("cueType", span["type"])
        put("cueIntensity", span["intensity"] or "none")
    elif kind == "min":
        put("code", span["cpt"], span.get("cptAlt", []), "other")
    elif kind == "saf":
        put("safety", span["name"], (), "other")
        put("source", span["source"])
    elif kind == "mea":
        put("measure", span["name"], (), "other")
        put("side", span["side"] or "none")
        motion = re.sub(r"([A-Z])", r" \1", span["motion"] or "none").lower().strip()
        best = [m for m in LABELS["motion"] if m == motion] or [m for m in LABELS["motion"] if motion.endswith(m)]
        put("motion", best[0] if best else None)
    elif kind == "sub":
        put("who", span["who"])
    elif kind == "pain":
        put("when", span["when"])
    return found


def altered(word, style):
    core = word.strip(".,;:!?\"'“”").lower()
    if style["figures"] and core in FIGURES and core not in ("one", "two"):
        word = word.lower().replace(core, FIGURES[core])
    elif style["spelled"] and core in SPELLED:
        word = word.replace(core, SPELLED[core])
    if style["bare"]:
        word = re.sub(r"[.,;:!?\"“”]+$", "", word) or word
    return word


def windows(row, tokenizer, train):
    """Cuts a dialogue into runs of whole utterances of at most MAX_PIECES word pieces."""
    style = {"figures": train and random.random() < 0.35, "spelled": train and random.random() < 0.2,
             "bare": train and random.random() < 0.25}
    per, cut = [], []
    for index, said in enumerate(row["utterances"]):
        ids = list(tokenizer.encode(f'{said["speaker"]} :', add_special_tokens=False).ids)
        first = []
        for word in said["words"]:
            first.append(len(ids))
            ids += tokenizer.encode(altered(word, style), add_special_tokens=False).ids or [tokenizer.token_to_id("[UNK]")]
        per.append((index, ids[:240], [p for p in first if p < 240]))
    limit = MAX_PIECES - 2 - (random.randrange(0, 160) if train else 0)
    run, size = [], 0
    for each in per:
        if run and size + len(each[1]) > limit:
            cut.append(run)
            # The next run begins with what came just before it.
            keep = run[-2:] if sum(len(e[1]) for e in run[-2:]) < 110 else run[-1:] if len(run[-1][1]) < 110 else []
            run, size, limit = list(keep), sum(len(e[1]) for e in keep), MAX_PIECES - 2
        run.append(each)
        size += len(each[1])
    if run:
        cut.append(run)
    return [encode(row, run) for run in cut]


def encode(row, run):
    ids, starts = [BEGIN], {}
    for index, pieces, first in run:
        starts[index] = [len(ids) + p for p in first]
        ids += pieces
    ids = ids[:MAX_PIECES - 1] + [END]
    bio = torch.zeros(len(ids), len(KINDS), dtype=torch.long)
    weight = torch.zeros(len(ids), len(KINDS))
    for index, places in starts.items():
        for p in places:
            if p < len(ids) - 1:
                weight[p] = 1
    attributes = []
    for span in sorted(row["spans"], key=lambda s: (s["denied"], s["optional"])):
        places = starts.get(span["utterance"])
        if places is None:
            continue
        places = [p for p in places[span["from"]:span["to"]] if p < len(ids) - 1]
        k = KINDS.index(span["kind"])
        if not places:
            continue
        if span["denied"]:
            for p in places:
                weight[p, k] *= 2
        elif span["optional"]:
            for p in places:
                weight[p, k] = 0
        else:
            for n, p in enumerate(places):
                bio[p, k] = 1 if n == 0 else 2
            for name, wanted in targets(span).items():
                for p in places:
                    attributes.append((p, name, wanted, 1.0 / len(places)))
    for mask in row["masks"]:
        k = KINDS.index(mask["kind"])
        for p in starts.get(mask["utterance"], []):
            if p < len(ids) - 1 and bio[p, k] == 0:
                weight[p, k] = 0
    return ids, bio, weight, attributes


def batches(examples, size):
    order = sorted(examples, key=lambda e: len(e[0]) + random.random() * 24)
    groups = [order[i:i + size] for i in range(0, len(order), size)]
    random.shuffle(groups)
    return groups


def pad(group):
    longest = max(len(e[0]) for e in group)
    ids = torch.full((len(group), longest), PAD, dtype=torch.long)
    mask = torch.zeros(len(group), longest, dtype=torch.long)
    bio = torch.zeros(len(group), longest, len(KINDS), dtype=torch.long)
    weight = torch.zeros(len(group), longest, len(KINDS))
    for i, (e, b, w, _) in enumerate(group):
        ids[i, :len(e)] = torch.tensor(e)
        mask[i, :len(e)] = 1
        bio[i, :len(e)] = b
        weight[i, :len(e)] = w
    return ids, mask, bio, weight


def loss_of(scores, group, bio, weight):
    each = torch.nn.functional.cross_entropy(
        scores[..., :3 * len(KINDS)].reshape(-1, 3), bio.reshape(-1), reduction="none").reshape(weight.shape)
    total = 3 * (each * weight * (1 + 1.0 * (bio > 0))).sum() / weight[..., 0].clamp(max=1).sum()
    parts = {}
    for i, example in enumerate(group):
        for p, name, want, w in example[3]:
            parts.setdefault(name, []).append((i, p, want, w))
    for name, found in parts.items():
        index = torch.tensor([f[0] for f in found]), torch.tensor([f[1] for f in found])
        log = torch.log_softmax(scores[index[0], index[1], OFFSET[name]:OFFSET[name] + len(LABELS[name])], -1)
        want = torch.zeros_like(log)
        for n, f in enumerate(found):
            for c, v in f[2].items():
                want[n, c] = v
        w = torch.tensor([f[3] for f in found])
        total = total + 0.25 * (-(want * log).sum(-1) * w).sum() / max(1.0, len(group))
    return total


def spans_of(scores, starts, k):
    """Runs of words of one kind by the best path over outside / begins / goes on."""
    log = torch.log_softmax(scores[starts][:, 3 * k:3 * k + 3], -1)
    best, back = None, []
    for t in range(log.shape[0]):
        if best is None:
            best = [log[t, 0].item(), log[t, 1].item(), -1e9]
            back.append([0, 0, 0])
            continue
        new, from_ = [], []
        for s in range(3):
            options = [best[0] if s != 2 else -1e9, best[1], best[2]]
            j = max(range(3), key=lambda q: options[q])
            new.append(options[j] + log[t, s].item())
            from_.append(j)
        best = new
        back.append(from_)
    if best is None:
        return []
    s = max(range(3), key=lambda q: best[q])
    path = [s]
    for t in range(log.shape[0] - 1, 0, -1):
        s = back[t][s]
        path.append(s)
    path.reverse()
    found, start = [], None
    for t, s in enumerate(path + [0]):
        if s != 2 and start is not None:
            found.append((start, t))
            start = None
        if s == 1:
            start = t
    return found


@torch.no_grad()
def evaluate(model, rows, tokenizer):
    model.eval()
    counts = {k: [0, 0, 0, 0] for k in KINDS}  # found right, found, wanted, attributes right
    for row in rows:
        for ids, bio, weight, attributes in windows(row, tokenizer, False):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = model(torch.tensor([ids]), torch.ones(1, len(ids), dtype=torch.long))[0].float()
            places = [p for p in range(len(ids)) if weight[p].sum() > 0]
            if not places:
                continue
            wanted_at = {}
            for p, name, want, _ in attributes:
                wanted_at.setdefault(p, {})[name] = want
            for k, kind in enumerate(KINDS):
                gold, start = [], None
                for t, p in enumerate(places + [None]):
                    b = 0 if p is None else bio[p, k].item()
                    if b != 2 and start is not None:
                        gold.append((start, t))
                        start = None
                    if b == 1:
                        start = t
                masked = [weight[p, k].item() == 0 for p in places]
                found = [f for f in spans_of(scores, places, k) if not any(masked[f[0]:f[1]])]
                counts[kind][1] += len(found)
                counts[kind][2] += len(gold)
                left = list(gold)
                for a, b in found:
                    hit = next((g for g in left if g[0] < b and a < g[1]), None)
                    if hit is None:
                        continue
                    left.remove(hit)
                    counts[kind][0] += 1
                    good = True
                    for name in OF_KIND[kind]:
                        mean = torch.softmax(scores[places[a:b]][:, OFFSET[name]:OFFSET[name] + len(LABELS[name])], -1).mean(0)
                        want = wanted_at.get(places[hit[0]], {}).get(name)
                        good = good and (want is None or mean.argmax().item() in want)
                    counts[kind][3] += good
    model.train()
    return " ".join(f"{k} {200 * c[0] / max(1, c[1] + c[2]):.0f}/{200 * c[3] / max(1, c[1] + c[2]):.0f}" for k, c in counts.items())


def is_aside(name, every):
    """By its name alone, so that a dialogue stays aside whatever is added later."""
    return every > 0 and sum(map(ord, name)) % every == 0


def in_eight_bits(plain, small):
    """Weights as int8 with a scale for each column (of a table, for each row), made float again when the graph is opened:
    a quarter of the size at no loss worth naming. Reckoning in int8 as well would be three times as fast, and cost three points of F1."""
    import numpy, onnx
    from onnx import helper, numpy_helper, TensorProto
    model = onnx.load(plain)
    graph, nodes = model.graph, []
    weights = {each.name: each for each in graph.initializer if len(each.dims) == 2 and each.dims[0] * each.dims[1] > 100000}
    done = {}
    def shrink(name, axis):
        weight = numpy_helper.to_array(weights[name])
        scale = numpy.maximum(numpy.abs(weight).max(axis=axis, keepdims=True), 1e-9) / 127
        graph.initializer.append(numpy_helper.from_array(numpy.round(weight / scale).astype(numpy.int8), name + "_int8"))
        graph.initializer.append(numpy_helper.from_array(scale.astype(numpy.float32), name + "_scale"))
        return name + "_int8", name + "_scale"
    for node in graph.node:
        found = [i for i, name in enumerate(node.input) if name in weights]
        if node.op_type == "Gather" and found == [0]:
            table, scale = shrink(node.input[0], 1)
            out = node.output[0]
            nodes += [helper.make_node("Gather", [table, node.input[1]], [out + "_rows"], axis=0),
                      helper.make_node("Gather", [scale, node.input[1]], [out + "_by"], axis=0),
                      helper.make_node("Cast", [out + "_rows"], [out + "_plain"], to=TensorProto.FLOAT),
                      helper.make_node("Mul", [out + "_plain", out + "_by"], [out])]
            done[node.input[0]] = True
            continue
        for i in found:
            name = node.input[i]
            if name not in done:
                table, scale = shrink(name, 0)
                nodes += [helper.make_node("Cast", [table], [name + "_plain"], to=TensorProto.FLOAT),
                          helper.make_node("Mul", [name + "_plain", scale], [name + "_float"])]
                done[name] = True
            node.input[i] = name + "_float"
        nodes.append(node)
    kept = [each for each in graph.initializer if each.name not in done]
    del graph.node[:], graph.initializer[:]
    graph.node.extend(nodes)
    graph.initializer.extend(kept)
    onnx.checker.check_model(model)
    onnx.save(model, small)


def export(model, out, unknown):
    model.eval()
    os.makedirs(out, exist_ok=True)
    plain = os.path.join(out, "reader.float.onnx")
    sample = torch.randint(1000, 20000, (1, 24))
    torch.onnx.export(model, (sample, torch.ones_like(sample)), plain, input_names=["ids", "mask"], output_names=["scores"],
                      dynamic_axes={"ids": {0: "batch", 1: "pieces"}, "mask": {0: "batch", 1: "pieces"}, "scores": {0: "batch", 1: "pieces"}},
                      opset_version=17, dynamo=False)
    in_eight_bits(plain, os.path.join(out, "reader.int8.onnx"))
    json.dump({"begin": BEGIN, "end": END, "unknown": unknown, "kinds": KINDS, "labels": LABELS}, open(os.path.join(out, "labels.json"), "w"))
    model.train()


def main():
    args = argparse.ArgumentParser()
    args.add_argument("encoder"); args.add_argument("rows"); args.add_argument("out")
    args.add_argument("--minutes", type=float, default=30); args.add_argument("--threads", type=int, default=2)
    args.add_argument("--aside", type=int, default=6); args.add_argument("--start", default=None)
    args.add_argument("--layers", type=int, default=8); args.add_argument("--batch", type=int, default=4); args.add_argument("--rate", type=float, default=6e-5); args.add_argument("--seed", type=int, default=1)
    args = args.parse_args()
    torch.set_num_threads(args.threads); random.seed(args.seed); torch.manual_seed(args.seed)
    tokenizer = Tokenizer.from_file(os.path.join(args.encoder, "tokenizer.json"))
    tokenizer.no_truncation(); tokenizer.no_padding()
    model = Reader(args.encoder, args.layers)
    if args.start:
        model.load_state_dict(torch.load(args.start))
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder")]
    groups = [{"params": model.encoder.parameters(), "peak": args.rate}, {"params": heads, "peak": 5 * args.rate}]
    optimizer = torch.optim.AdamW(groups, lr=args.rate, weight_decay=0.01, fused=True)
    os.makedirs(args.out, exist_ok=True)
    began, epoch, step = time.time(), 0, 0
    while True:
        marked = [json.loads(l) for l in open(os.path.join(args.rows, "marked.jsonl"))]
        annotated = [json.loads(l) for l in open(os.path.join(args.rows, "annotated.jsonl"))]
        aside = [r for r in marked if is_aside(r["id"], args.aside)]
        lessons = annotated + [r for r in marked if not is_aside(r["id"], args.aside)]
        examples = [w for row in lessons for w in windows(row, tokenizer, True)]
        losses, started = [], time.time()
        done = False
        for group in batches(examples, args.batch):
            part = (time.time() - began) / (60 * args.minutes)
            if part >= 1:
                done = True
                break
            factor = min(1, (step + 1) / 100) * (0.5 * (1 + math.cos(math.pi * part)) * 0.98 + 0.02)
            for g in optimizer.param_groups:
                g["lr"] = g["peak"] * factor
            ids, mask, bio, weight = pad(group)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = model(ids, mask)
            loss = loss_of(scores.float(), group, bio, weight)
            optimizer.zero_grad(); loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step(); step += 1
            losses.append(loss.item())
            if step % 100 == 0:
                print(f"  step {step} of {len(examples) // args.batch + 1} an epoch, loss {sum(losses[-100:]) / 100:.3f}, {time.time() - began:.0f} s", flush=True)
                torch.save(model.state_dict(), os.path.join(args.out, "reader.pt"))
        epoch += 1
        print(f"epoch {epoch}: {len(lessons)} dialogues, {len(examples)} windows, loss {sum(losses) / max(1, len(losses)):.3f}, {time.time() - started:.0f} s", flush=True)
        if aside and (done or epoch % 3 == 0):
            print("  aside (found F1/with attributes):", evaluate(model, aside[:80], tokenizer), flush=True)
        os.makedirs(args.out, exist_ok=True)
        torch.save(model.state_dict(), os.path.join(args.out, "reader.pt"))
        if done:
            break
    export(model, args.out, tokenizer.token_to_id("[UNK]"))


main()

#!/usr/bin/env python3
"""Trains a sequence encoder for `onshelf import --encoder` with PyTorch, on a GPU where there is one.

    python torch_encoder.py --events events.csv --kind attention --out model
    onshelf import --encoder model/encoder.safetensors --items model/items.csv --catalog feed.tsv --out public/pack

    python torch_encoder.py --events events.csv --factors spark-model --kind consistent --out model
    onshelf import --factors spark-model --encoder model/encoder.safetensors --catalog feed.tsv --out public/pack

The log is CSV, TSV, JSON Lines (gzip if the name ends in .gz) or, with pyarrow, Parquet, with the columns of `onshelf build`: user_id, item_id,
timestamp and optionally event; other names are mapped with --map. What a shopper's history is, is what a browser reads: each item once, at its last
touch, with its strongest event. Rows of the items learn with the encoder, or are given and stay as they are: --factors, the output of spark_als.py.

The loss is the full cross-entropy over all items, at every place of a sequence where the kind is causal. Of each shopper with three items or more, one in ten,
the last item is kept aside to tell when to stop. No id of a shopper is written.

Written to --out: encoder.safetensors (the matrices of docs/pack-format.md, the card, and item_factors if they were learned), card.json, items.csv (row,
item_id, popularity; only if they were learned) and report.json.
"""

import argparse
import csv
import gzip
import json
import math
import os
import struct
import sys
from collections import defaultdict
from datetime import datetime, timezone

import torch
from torch import nn
from torch.nn import functional as F

FIELDS = ["user_id", "item_id", "timestamp", "event"]
KINDS = ["consistent", "attention", "recurrent", "convolution"]
GATES, INNER_WIDTHS, NORM_FLOOR, DISTANCE_STEP = 3, 2, 1e-6, 4
# Of the file of an encoder in a pack.
MAX_BYTES = 40 * 1024
# A number that would be a time after 2100 is none, milliseconds since 1970.
LAST_PLAUSIBLE = 4_133_980_800_000


def encoder_matrices(card, dimensions):
    """Names and shapes of the matrices, in the order of docs/pack-format.md."""
    width, events = card["width"], len(card["kinds"]) + 1
    layer = lambda name, to, origin: [(name, to, origin), (f"{name}.bias", 1, to)]
    norm = lambda name: [(f"{name}.gain", 1, width), (f"{name}.bias", 1, width)]
    other = width != dimensions
    if card["kind"] == "recurrent":
        return [
            ("kinds", events, dimensions),
            ("input", GATES * width, dimensions), ("input.bias", GATES, width),
            ("recur", GATES * width, width), ("recur.bias", GATES, width),
            *layer("output", dimensions, width),
        ]  # fmt: skip
    if card["kind"] == "convolution":
        found = [("project", width, dimensions)] if other else []
        found.append(("kinds", events, width))
        for block in range(card["blocks"]):
            for name in ["first", "second"]:
                found += layer(f"block{block}.{name}", width, card["taps"] * width) + norm(f"block{block}.{name}Norm")
        return found + layer("output", dimensions, width)
    squares = ["query", "key", "value", "output"]
    if card["kind"] == "consistent":
        found = [("project", width, dimensions), ("places", card["length"], width), ("kinds", events, width)]
        for block in range(card["blocks"]):
            inner = INNER_WIDTHS * width
            found += [(f"block{block}.{name}", width, width) for name in squares]
            found += [(f"block{block}.widen", inner, width), (f"block{block}.narrow", width, inner)]
        return [*found, ("head", 1, width)]
    found = [("project", width, dimensions)] if other else []
    found += [("places", card["length"], width), ("kinds", events, width)]
    found += norm("start") if card["norms"] == "after" else []
    for block in range(card["blocks"]):
        own, inner = f"block{block}.", card["inner"]
        found += norm(f"{own}attend") + [shape for name in squares for shape in layer(own + name, width, width)]
        found += norm(f"{own}forward") + layer(f"{own}widen", inner, width) + layer(f"{own}narrow", width, inner)
    found += norm("end") if card["norms"] == "before" else []
    return found + ([("output", dimensions, width)] if other else [])


class Encoder(nn.Module):
    """An encoder of any kind. `forward` gives the query at each item; `consistent` only that of the whole history, at the last one."""

    def __init__(self, card, dimensions, dropout=0.0):
        super().__init__()
        self.card, self.dimensions, self.dropout = card, dimensions, dropout
        self.weights = nn.ParameterDict()
        for name, rows, columns in encoder_matrices(card, dimensions):
            ones = name.endswith(".gain")
            small = 0.02 if name in ("places", "kinds") else 0 if name.endswith(".bias") else 1 / math.sqrt(columns)
            self.weights[name.replace(".", "/")] = nn.Parameter(torch.ones(rows, columns) if ones else small * torch.randn(rows, columns))
        for name in ("project", "output"):
            if card["kind"] == "attention" and self.has(name):
                nn.init.orthogonal_(self.weight(name))

    def has(self, name):
        return name.replace(".", "/") in self.weights

    def weight(self, name):
        return self.weights[name.replace(".", "/")]

    def matrices(self):
        return {name: self.weight(name).detach().cpu() for name, _, _ in encoder_matrices(self.card, self.dimensions)}

    def load(self, matrices):
        for name, rows, columns in encoder_matrices(self.card, self.dimensions):
            self.weight(name).data = torch.as_tensor(matrices[name], dtype=self.weight(name).dtype).reshape(rows, columns)
        return self

    def layer(self, name, x):
        return F.linear(x, self.weight(name), self.weight(f"{name}.bias").reshape(-1) if self.has(f"{name}.bias") else None)

    def norm(self, name, x):
        return F.layer_norm(x, x.shape[-1:], self.weight(f"{name}.gain")[0], self.weight(f"{name}.bias")[0], self.card["floor"])

    def drop(self, x):
        return F.dropout(x, self.dropout, self.training)

    def forward(self, rows, events, counts):
        """Queries in the space of the rows.

        rows: [batch, longest, dimensions], oldest first, zeros behind the last item; events: rows of `kinds`, [batch, longest]; counts: items of each history,
        [batch]. Returns [batch, longest, dimensions]; what is behind the last item of a history means nothing.
        """
        kind = self.card["kind"]
        if kind == "consistent":
            return self.consistent(rows, events, counts)
        if kind == "recurrent":
            return self.recurrent(rows + F.embedding(events, self.weight("kinds")))
        x = (self.layer("project", rows) if self.has("project") else rows) + F.embedding(events, self.weight("kinds"))
        return self.attention(x, counts) if kind == "attention" else self.convolution(self.drop(x))

    def places(self, longest, counts):
        """Rows of the matrix `places` for each item; those behind the last one are clamped."""
        ascending = torch.arange(longest, device=counts.device).expand(len(counts), -1)
        places = ascending if self.card.get("places") == "oldest" else counts[:, None] - 1 - ascending
        return places.clamp(0, self.card["length"] - 1)

    def heads(self, x, count):
        return x.unflatten(-1, (count, -1)).transpose(1, 2)

    def consistent(self, rows, events, counts):
        longest = rows.shape[1]
        known = torch.arange(longest, device=rows.device) < counts[:, None]
        norm = lambda x: x / torch.sqrt((x * x).mean(-1, keepdim=True) + NORM_FLOOR)
        x = self.layer("project", F.normalize(rows, dim=-1)) + F.embedding(self.places(longest, counts), self.weight("places")) + F.embedding(events, self.weight("kinds"))
        x = self.drop(x)
        for block in range(self.card["blocks"]):
            own, y = f"block{block}.", norm(x)
            query, key, value = (self.layer(own + name, y) for name in ["query", "key", "value"])
            x = x + self.drop(self.layer(f"{own}output", F.scaled_dot_product_attention(query, key, value, attn_mask=known[:, None, :])))
            x = x + self.drop(self.layer(f"{own}narrow", F.relu(self.layer(f"{own}widen", norm(x)))))
        weights = self.layer("head", norm(x)).squeeze(-1).masked_fill(~known, -math.inf).softmax(-1)
        return (weights[:, :, None] * rows).sum(1, keepdim=True).expand(-1, longest, -1)

    def attention(self, x, counts):
        card, longest = self.card, x.shape[1]
        x = self.drop(x + F.embedding(self.places(longest, counts), self.weight("places")))
        before = card["norms"] == "before"
        x = x if before else self.norm("start", x)
        causal = torch.ones(longest, longest, dtype=torch.bool, device=x.device).tril()
        # Items of zeros before the first, as many as a history leaves places empty.
        empty = card["length"] if card["padding"] == "attended" else 0
        padded = torch.arange(empty, device=x.device) < card["length"] - counts[:, None]
        mask = torch.cat([padded[:, None, :].expand(-1, longest, -1), causal.expand(len(counts), -1, -1)], -1)[:, None]
        for block in range(card["blocks"]):
            own = f"block{block}."
            asking = self.norm(f"{own}attend", x) if before else x
            asked = F.pad(x, (0, 0, empty, 0))
            query, key, value = (self.heads(self.layer(own + name, of), card["heads"]) for name, of in [("query", asking), ("key", asked), ("value", asked)])
            mixed = F.scaled_dot_product_attention(query, key, value, attn_mask=mask).transpose(1, 2).flatten(2)
            y = asking + self.drop(self.layer(f"{own}output", mixed))
            y = self.norm(f"{own}{'forward' if before else 'attend'}", y)
            inner = self.layer(f"{own}widen", y)
            inner = F.relu(inner) if card["activation"] == "relu" else F.gelu(inner)
            x = y + self.drop(self.layer(f"{own}narrow", inner))
            x = x if before else self.norm(f"{own}forward", x)
        x = self.norm("end", x) if before else x
        return self.layer("output", x) if self.has("output") else x

    def recurrent(self, x):
        weights = [self.weight("input"), self.weight("recur"), self.weight("input.bias").reshape(-1), self.weight("recur.bias").reshape(-1)]
        state = x.new_zeros(1, len(x), self.card["width"])
        # The function of nn.GRU, with weights that keep their names.
        states, _ = torch.gru(self.drop(x), state, weights, True, 1, 0.0, self.training, False, True)
        return self.layer("output", states)

    def convolution(self, x):
        width, taps = self.card["width"], self.card["taps"]

        def convolve(name, x, distance):
            kernel = self.weight(name).reshape(width, taps, width).permute(0, 2, 1)
            ahead = F.pad(x.transpose(1, 2), ((taps - 1) * distance, 0))
            read = F.conv1d(ahead, kernel, self.weight(f"{name}.bias")[0], dilation=distance).transpose(1, 2)
            return F.relu(self.norm(f"{name}Norm", read))

        for block in range(self.card["blocks"]):
            distance = DISTANCE_STEP**block
            x = x + self.drop(convolve(f"block{block}.second", convolve(f"block{block}.first", x, distance), 2 * distance))
        return self.layer("output", x)


def read_safetensors(path):
    """Tensors of F32 and the metadata."""
    with open(path, "rb") as file:
        content = file.read()
    start = 8 + struct.unpack("<Q", content[:8])[0]
    header = json.loads(content[8:start])
    metadata = header.pop("__metadata__", {})
    tensors = {}
    for name, entry in header.items():
        if entry["dtype"] != "F32":
            sys.exit(f'{path}: "{name}" is {entry["dtype"]}; F32 is read')
        first, end = entry["data_offsets"]
        tensors[name] = torch.frombuffer(bytearray(content[start + first : start + end]), dtype=torch.float32).reshape(entry["shape"])
    return tensors, metadata


def write_safetensors(path, tensors, metadata):
    header, parts, end = {"__metadata__": metadata}, [], 0
    for name, tensor in tensors.items():
        data = tensor.detach().cpu().to(torch.float32).contiguous().numpy().tobytes()
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [end, end + len(data)]}
        parts.append(data)
        end += len(data)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + b"".join(parts))


def letters(name):
    return "".join(character for character in name.lower() if character.isalnum())


def read_rows(path):
    """Records of one file, as dictionaries of texts."""
    if path.lower().endswith(".parquet"):
        yield from parquet_rows(path)
        return
    opened = gzip.open(path, "rt", encoding="utf-8-sig", newline="") if path.endswith(".gz") else open(path, encoding="utf-8-sig", newline="")
    with opened as file:
        if ".json" in path.lower():
            yield from (json.loads(line) for line in file if line.strip())
        else:
            yield from csv.DictReader(file, delimiter="\t" if ".tsv" in path.lower() else ",")


def parquet_rows(path):
    try:
        import pyarrow.parquet
    except ImportError:
        sys.exit(f"{path} is Parquet, which needs pyarrow: pip install pyarrow")
    yield from pyarrow.parquet.read_table(path).to_pylist()


def map_columns(columns, names, text):
    """Field to column of the log: from --map, else by the names that `onshelf build` recognises."""
    mapped = {}
    for pair in filter(None, text.split(",")):
        ours, _, theirs = pair.partition("=")
        if ours.strip() not in FIELDS or theirs.strip() not in columns:
            sys.exit(f'--map: "{pair}" is not FIELD=COLUMN; the fields are {", ".join(FIELDS)}, the columns are {", ".join(columns)}')
        mapped[ours.strip()] = theirs.strip()
    by_letters = {letters(column): column for column in reversed(columns)}
    for field in FIELDS:
        found = [by_letters[name] for name in names[field] if name in by_letters]
        if field not in mapped and found:
            mapped[field] = found[0]
    for field in FIELDS[:3]:
        if field not in mapped:
            sys.exit(f"The log has no column for {field}; its columns are: {', '.join(columns)}. Map it: --map {field}=COLUMN")
    return mapped


def time_of(value):
    """Milliseconds since 1970, from numbers of any unit or ISO 8601, UTC without a zone; None if it is no time."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=value.tzinfo or timezone.utc).timestamp() * 1000
    text = str(value or "").strip()
    try:
        number = float(text)
    except ValueError:
        try:
            moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
        except ValueError:
            return None
        return moment.replace(tzinfo=moment.tzinfo or timezone.utc).timestamp() * 1000
    size = abs(number)
    time = number / 1e6 if size >= 1e17 else number / 1e3 if size >= 1e14 else number if size >= 1e11 else number * 1e3
    return time if math.isfinite(time) and time < LAST_PLAUSIBLE else None


def read_log(options, rules):
    """Histories of the shoppers, oldest item first, as lists of (item id, name of the strongest event), and the rows dropped by reason."""
    known = {rule["letters"]: (rule["name"], rule["weight"]) for rule in rules["events"] if rule["code"] >= 0 and rule["weight"] > 0}
    touched, dropped, used = defaultdict(dict), defaultdict(int), 0
    for path in options.events:
        mapped = None
        for row in read_rows(path):
            mapped = mapped or map_columns([name for name in row if name is not None], rules["columns"], options.map)
            user, item, time = (row.get(mapped[field]) for field in FIELDS[:3])
            user, item, time = str(user or "").strip(), str(item or "").strip(), time_of(time)
            name, weight = known.get(letters(str(row.get(mapped["event"]) or "")), (None, 0)) if "event" in mapped else ("view_item", 1)
            reason = "missing user_id" if not user else "missing item_id" if not item else "unreadable timestamp" if time is None else "event not used in training" if name is None else None
            if reason:
                dropped[reason] += 1
                continue
            used += 1
            # Of events at one time, the later row is the later one.
            last, strongest, most = touched[user].get(item, ((time, used), name, 0))
            touched[user][item] = (max(last, (time, used)), *((name, weight) if weight > most else (strongest, most)))
    shoppers = defaultdict(int)
    for items in touched.values():
        for item in items:
            shoppers[item] += 1
    listed = {item for item, count in shoppers.items() if count >= options.minimum_support}
    rare = len(shoppers) - len(listed)
    if rare:
        dropped[f"items of fewer than {options.minimum_support} shoppers"] = rare
    ordered = [sorted((time, item, name) for item, (time, name, _) in items.items() if item in listed) for items in touched.values()]
    return [[(item, name) for _, item, name in items] for items in ordered if len(items) > 1], {item: shoppers[item] for item in listed}, dict(dropped), used


def read_factors(path):
    """Item ids and their rows, of the output of spark_als.py, or of two files: item_factors of safetensors, and a table of row and item_id beside it."""
    if os.path.isdir(path):
        parts = lambda name: [row for part in sorted(os.listdir(os.path.join(path, name))) if part.endswith(".parquet") for row in parquet_rows(os.path.join(path, name, part))]
        names = {row["id"]: row["item_id"] for row in parts("items")}
        rows = {names[row["id"]]: row["features"] for row in parts("itemFactors") if row["id"] in names}
        return list(rows), torch.tensor(list(rows.values()), dtype=torch.float32)
    factors = read_safetensors(path)[0]["item_factors"]
    table = os.path.join(os.path.dirname(path), "items.csv")
    names = {int(row["row"]): row["item_id"] for row in read_rows(table)}
    return [names[row] for row in range(len(factors))], factors


def batches(histories, size, length, generator):
    """Rows, kinds and lengths of histories in random order, each cut to its latest `length` + 1 items; the last item is a target only."""
    order = torch.randperm(len(histories), generator=generator).tolist()
    for start in range(0, len(order), size):
        chosen = [histories[at][-(length + 1) :] for at in order[start : start + size]]
        counts = torch.tensor([len(items) - 1 for items in chosen])
        longest = int(counts.max())
        fill = lambda part, ahead: torch.tensor([[item[part] for item in items[ahead : len(items) - 1 + ahead]] + [0] * (longest - len(items) + 1) for items in chosen])
        yield fill(0, 0), fill(1, 0), fill(0, 1), counts


def loss_of(encoder, rows, sharpness, batch, device, every):
    """The full cross-entropy at every place, or at the last one; and how many places it is of."""
    items, events, targets, counts = (part.to(device) for part in batch)
    known = torch.arange(items.shape[1], device=device) < counts[:, None]
    queries = encoder(F.embedding(items, rows) * known[:, :, None], events, counts)
    scored = known if every else known & (torch.arange(items.shape[1], device=device) == counts[:, None] - 1)
    logits = sharpness.exp() * queries[scored] @ rows.T
    return F.cross_entropy(logits, targets[scored], reduction="sum"), int(scored.sum())


def cut_short(histories, generator):
    """Each history up to a random place: a kind that is not causal has one query a pass."""
    return [items[: 2 + int(torch.randint(len(items) - 1, (1,), generator=generator))] for items in histories]


def train(options, card, histories, rows, learned, report):
    device = options.device if options.device != "auto" else "cuda" if torch.cuda.is_available() else "cpu"
    generator = torch.Generator().manual_seed(options.seed)
    every = card["kind"] != "consistent"
    encoder = Encoder(card, rows.shape[1], options.dropout).to(device)
    rows = nn.Parameter(rows.to(device), requires_grad=learned)
    sharpness = nn.Parameter(torch.zeros((), device=device))
    # The blend's weight takes the place of the sharpness, so it is a number for training only.
    optimizer = torch.optim.AdamW([*encoder.parameters(), sharpness, *([rows] if learned else [])], lr=options.rate, weight_decay=options.decay)
    long = [at for at in torch.randperm(len(histories), generator=generator).tolist() if len(histories[at]) > 2]
    aside = set(long[: len(long) // 10])
    validation = [histories[at] for at in sorted(aside)]
    training = [items[:-1] if at in aside else items for at, items in enumerate(histories)]

    def mean_loss(of, step):
        total, places = 0.0, 0
        for batch in batches(of, options.batch, card["length"], generator):
            loss, count = loss_of(encoder, rows, sharpness, batch, device, every and step is not None)
            if step is not None:
                step(loss / count)
            total, places = total + loss.item(), places + count
        return total / max(1, places)

    def step(loss):
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_([*encoder.parameters(), sharpness], 5.0)
        optimizer.step()

    best, worse = (math.inf, None, None), 0
    for number in range(1, options.passes + 1):
        encoder.train()
        trained = mean_loss(training if every else cut_short(training, generator), step)
        encoder.eval()
        with torch.no_grad():
            loss = mean_loss(validation, None) if validation else trained
        print(f"pass {number}: loss {trained:.4f}, of the last items kept aside {loss:.4f}", file=sys.stderr)
        report["passes"].append({"loss": trained, "aside": loss})
        worse = 0 if loss < best[0] else worse + 1
        if worse == 0:
            best = (loss, encoder.matrices(), rows.detach().cpu().clone())
        if worse >= options.patience:
            break
    if best[1] is None:
        sys.exit("The loss was not finite in any pass. Try a smaller --rate")
    return best[1], best[2]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)

    def option(name, help, **more):
        default = "" if more.get("default") is None else " (default: %(default)s)"
        parser.add_argument(name, help=help + default, **more)

    here = os.path.dirname(os.path.abspath(__file__))
    option("--events", "event log: files", nargs="+", required=True, metavar="FILE")
    option("--out", "output folder; its files are replaced", required=True, metavar="DIR")
    option("--factors", "rows to train for, which stay as they are: the output folder of spark_als.py, or item_factors in safetensors beside items.csv", metavar="PATH")
    option("--map", "column names of the log, such as user_id=CustomerID,item_id=SKU", metavar="OURS=THEIRS,...", default="")
    option("--kind", "kind of encoder", choices=KINDS, default="attention")
    option("--dimensions", "columns of the rows that learn, a multiple of 4", type=int, default=64)
    option("--width", "width of the encoder (default: that of the rows; of consistent 16, recurrent 64)", type=int)
    option("--blocks", "blocks; recurrent has none", type=int, default=1)
    option("--heads", "heads of attention", type=int, default=1)
    option("--inner", "width of attention's inner layer (default: --width)", type=int)
    option("--norms", "where attention normalises", choices=["before", "after"], default="before")
    option("--activation", "function of attention's inner layer", choices=["relu", "gelu"], default="relu")
    option("--places", "item with attention's first place", choices=["latest", "oldest"], default="oldest")
    option("--taps", "items that a convolution reads", type=int, default=3)
    option("--length", "number of items read, the latest", type=int, default=50)
    option("--passes", "passes over the log, at most", type=int, default=30)
    option("--patience", "passes without a better loss of the items kept aside, after which it ends", type=int, default=3)
    option("--batch", "shoppers in a step", type=int, default=128)
    option("--rate", "size of a step", type=float, default=1e-3)
    option("--decay", "weight decay", type=float, default=1e-4)
    option("--dropout", "share of values that are dropped in training", type=float, default=0.2)
    option("--minimum-support", "shoppers of an item, at least; other items are left out", type=int, default=2)
    option("--seed", "the same seed, log and machine give the same encoder", type=int, default=1)
    option("--device", "cpu, cuda, mps or auto", default="auto")
    option("--rules", "file of column names, event names and weights", default=os.path.join(here, "event-rules.json"), metavar="FILE")
    return parser.parse_args()


def card_of(options, names, dimensions):
    usual = {"consistent": 16, "recurrent": 64}.get(options.kind, dimensions)
    width = options.width or usual
    card = {"kind": options.kind, "width": width, "length": options.length, "kinds": names}
    if options.kind != "recurrent":
        card["blocks"] = options.blocks
    if options.kind == "attention":
        card |= {name: getattr(options, name) for name in ["heads", "norms", "activation", "places"]}
        card |= {"inner": options.inner or width, "padding": "masked", "floor": 1e-5}
        if width % options.heads:
            sys.exit(f"--heads {options.heads} must share the width, {width}, equally")
    if options.kind == "convolution":
        card |= {"taps": options.taps, "floor": 1e-8}
    return card


def main():
    options = arguments()
    torch.manual_seed(options.seed)
    # Sums in one order, where PyTorch can.
    os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")
    torch.use_deterministic_algorithms(True, warn_only=True)
    with open(options.rules, encoding="utf-8") as file:
        rules = json.load(file)
    histories, popularity, dropped, used = read_log(options, rules)
    if options.factors:
        ids, rows = read_factors(options.factors)
    else:
        ids = sorted(popularity)
        rows = torch.randn(len(ids), options.dimensions) / math.sqrt(options.dimensions)
    if rows.shape[1] % 4:
        rows = F.pad(rows, (0, -rows.shape[1] % 4))
    numbers = {item: row for row, item in enumerate(ids)}
    names = sorted({name for items in histories for _, name in items})[:32]
    kinds = {name: at + 1 for at, name in enumerate(names)}
    histories = [[(numbers[item], kinds.get(name, 0)) for item, name in items if item in numbers] for items in histories]
    histories = [items for items in histories if len(items) > 1]
    if not histories:
        sys.exit(f"No shopper of the log has two items that are known. Dropped: {dropped}")
    card = card_of(options, names, rows.shape[1])
    shapes = encoder_matrices(card, rows.shape[1])
    halves = sum((math.ceil(to * origin / 2) if to > 1 else origin) + 4 * to for _, to, origin in shapes) + 160 * len(shapes)
    if halves > MAX_BYTES:
        sys.exit(f"This encoder has about {halves} bytes in four bits; a pack takes {MAX_BYTES}. Give a smaller --width, --inner, --blocks or --length")
    report = {"rows": used + sum(dropped.values()), "used": used, "shoppers": len(histories), "items": len(ids), "dropped": dropped, "passes": []}
    matrices, rows = train(options, card, histories, rows, not options.factors, report)

    os.makedirs(options.out, exist_ok=True)
    inside = lambda name: os.path.join(options.out, name)
    learned = {} if options.factors else {"item_factors": rows}
    write_safetensors(inside("encoder.safetensors"), {**matrices, **learned}, {"onshelf.card": json.dumps(card)})
    for name, content in [("card.json", card), ("report.json", report)]:
        with open(inside(name), "w", encoding="utf-8") as file:
            json.dump(content, file, indent=2)
    if not options.factors:
        with open(inside("items.csv"), "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([["row", "item_id", "popularity"], *((row, item, popularity[item]) for row, item in enumerate(ids))])
    print(json.dumps({**report, "card": card, "passes": len(report["passes"])}))


if __name__ == "__main__":
    main()

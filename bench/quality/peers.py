"""Trains the models of `implicit` on a split written by raw-split.ts, and makes a list for each shopper.

    python peers.py FOLDER SEED

FOLDER contains settings.json and the matrices `train` and `histories` as compressed sparse rows: `.offsets` and `.indices`
(uint32), `.values` (float32). Writes `FOLDER/NAME.lists` (uint32, shape [shoppers, count], padded with 2^32 - 1) for each
model, and prints one JSON object: by name, the wall and processor seconds of training.
"""

import json
import sys
import time
from pathlib import Path

import numpy
import scipy.sparse
from implicit.als import AlternatingLeastSquares
from implicit.nearest_neighbours import BM25Recommender, CosineRecommender
from threadpoolctl import threadpool_limits

NONE = 2**32 - 1
BATCH = 2000


def read_matrix(folder, name, shape):
    """A matrix of values as float32."""
    part = lambda suffix, kind: numpy.fromfile(folder / f"{name}.{suffix}", dtype=kind)
    indices, offsets = part("indices", numpy.uint32).astype(numpy.int32), part("offsets", numpy.uint32).astype(numpy.int32)
    return scipy.sparse.csr_matrix((part("values", numpy.float32), indices, offsets), shape=shape)


def with_confidence(matrix, alpha):
    """The confidence of a seen pair is 1 + alpha * value, that of any other 1: Hu, Koren and Volinsky, ICDM 2008."""
    confident = matrix.copy()
    confident.data = 1 + numpy.float32(alpha) * confident.data
    return confident


def make_lists(model, histories, settings):
    """Ranks all items for all shoppers; each is folded in from the history alone."""
    count = settings["count"]
    lists = numpy.full((histories.shape[0], count), NONE, dtype=numpy.uint32)
    for start in range(0, histories.shape[0], BATCH):
        part = histories[start : start + BATCH]
        ids, scores = model.recommend(
            numpy.arange(part.shape[0]),
            part,
            N=count,
            filter_already_liked_items=settings["masked"],
            recalculate_user=True,
        )
        # What is masked comes last, with the lowest number that a float32 has.
        found = (ids >= 0) & (scores > numpy.finfo(numpy.float32).min)
        lists[start : start + part.shape[0], : ids.shape[1]] = numpy.where(found, ids, NONE)
    return lists


def main(folder, seed):
    settings = json.loads((folder / "settings.json").read_text())
    train = read_matrix(folder, "train", (settings["users"], settings["items"]))
    histories = read_matrix(folder, "histories", (settings["shoppers"], settings["items"]))
    alpha, threads = settings["alpha"], settings["threads"]
    als = AlternatingLeastSquares(
        factors=settings["dimensions"],
        iterations=settings["iterations"],
        regularization=settings["regularization"],
        alpha=1.0,
        random_state=seed,
        num_threads=threads,
    )
    # A list of neighbours includes the item itself.
    size = settings["neighbours"] + 1
    models = {
        "als": (als, with_confidence(train, alpha), with_confidence(histories, alpha)),
        "cosine": (CosineRecommender(K=size, num_threads=threads), train, histories),
        "bm25": (BM25Recommender(K=size, num_threads=threads), train, histories),
    }
    costs = {}
    # The library's own advice: its threads and those of the linear algebra would fight over the cores.
    with threadpool_limits(1, "blas"):
        for name, (model, interest, profiles) in models.items():
            start, before = time.perf_counter(), time.process_time()
            model.fit(interest, show_progress=False)
            processor = time.process_time() - before
            costs[name] = {"seconds": time.perf_counter() - start, "processorSeconds": processor}
            make_lists(model, profiles, settings).tofile(folder / f"{name}.lists")
    print(json.dumps(costs))


main(Path(sys.argv[1]), int(sys.argv[2]))

"""Queries of PyTorch models, for the tests beside it: `encoders CASES OUT` of our own trainer, `models FOLDER OUT` of RecBole and RecTools, as far as installed.

`small test/fixtures/state-dicts test/fixtures/state-dicts/queries.json` makes the files that tests without PyTorch read.

OUT is a file of JSON. `models` saves the state dicts, with parameters far from where training starts, so that each of them matters.
"""

import importlib.util
import json
import os
import sys
import warnings

import torch

warnings.filterwarnings("ignore")
HERE = os.path.dirname(os.path.abspath(__file__))
LARGE = {"items": 30, "length": 12, "width": 16, "inner": 24, "embedding": 18, "units": 20, "blocks": 2}
SMALL = {"items": 9, "length": 5, "width": 8, "inner": 12, "embedding": 6, "units": 8, "blocks": 1}
SESSIONS = {30: [[3], [5, 9, 2], [7, 1, 28, 29, 4, 4, 11], list(range(1, 13))], 9: [[3], [5, 8, 2], [7, 1, 4, 4, 6]]}


def load_trainer():
    spec = importlib.util.spec_from_file_location("torch_encoder", os.path.join(HERE, "../../distributed/torch_encoder.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def encoders(path):
    """The outputs of our own modules at each item of each case."""
    trainer = load_trainer()
    with open(path) as file:
        cases = json.load(file)
    found = []
    for case in cases:
        encoder = trainer.Encoder(case["card"], case["dimensions"]).load(case["matrices"]).eval()
        rows = torch.tensor(case["rows"]).reshape(1, -1, case["dimensions"])
        # Two items behind the last one, which must not matter.
        behind = torch.full((1, 2, case["dimensions"]), 9.0)
        kinds = torch.tensor([[*case["kinds"], 0, 0]])
        count = rows.shape[1]
        with torch.no_grad():
            found.append(encoder(torch.cat([rows, behind], 1), kinds, torch.tensor([count]))[0, :count].flatten().tolist())
    return found


def scatter(model):
    torch.manual_seed(7)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            spread = 0.5 if parameter.dim() > 1 else 0.3
            gain = parameter.dim() == 1 and name.endswith("weight")
            parameter.copy_((1.0 if gain else 0.0) + spread * torch.randn_like(parameter))
    return model.eval()


def recbole(folder, sizes, sessions):
    from recbole.model.sequential_recommender.gru4rec import GRU4Rec
    from recbole.model.sequential_recommender.sasrec import SASRec

    class Config(dict):
        def __missing__(self, name):
            return None

    class Dataset:
        def num(self, _field):
            return sizes["items"]

    config = Config(
        USER_ID_FIELD="user", ITEM_ID_FIELD="item", LIST_SUFFIX="_list", ITEM_LIST_LENGTH_FIELD="length", NEG_PREFIX="neg_", MAX_ITEM_LIST_LENGTH=sizes["length"],
        device="cpu", n_layers=sizes["blocks"], n_heads=2, inner_size=sizes["inner"], hidden_dropout_prob=0.5, attn_dropout_prob=0.5, hidden_act="gelu",
        layer_norm_eps=1e-12, initializer_range=0.02, loss_type="CE", embedding_size=sizes["embedding"], num_layers=1, dropout=0.3, dropout_prob=0.3,
    )  # fmt: skip
    padded = torch.tensor([session + [0] * (sizes["length"] - len(session)) for session in sessions])
    lengths = torch.tensor([len(session) for session in sessions])
    found = {}
    for name, kind in [("recbole-sasrec", SASRec), ("recbole-gru4rec", GRU4Rec)]:
        model = scatter(kind(Config({**config, "hidden_size": sizes["width" if kind is SASRec else "units"]}), Dataset()))
        with torch.no_grad():
            found[name] = model(padded, lengths).tolist()
        torch.save(model.state_dict(), os.path.join(folder, f"{name}.pth"))
    return found


def rectools(folder, sizes, sessions):
    from rectools.models.nn.item_net import IdEmbeddingsItemNet, SumOfEmbeddingsConstructor
    from rectools.models.nn.transformers.net_blocks import LearnableInversePositionalEncoding
    from rectools.models.nn.transformers.sasrec import SASRecTransformerLayers
    from rectools.models.nn.transformers.similarity import DistanceSimilarityModule
    from rectools.models.nn.transformers.torch_backbone import TransformerTorchBackbone

    found, width = {}, sizes["width"]
    for name, masked in [("rectools-sasrec", False), ("rectools-sasrec-masked", True)]:
        items = SumOfEmbeddingsConstructor(n_items=sizes["items"], n_factors=width, dropout_rate=0.2, item_net_blocks=[IdEmbeddingsItemNet(n_factors=width, n_items=sizes["items"], dropout_rate=0.2)])
        model = TransformerTorchBackbone(
            n_heads=4, dropout_rate=0.2, item_model=items, use_key_padding_mask=masked,
            pos_encoding_layer=LearnableInversePositionalEncoding(True, sizes["length"], width),
            transformer_layers=SASRecTransformerLayers(n_blocks=sizes["blocks"], n_factors=width, n_heads=4, dropout_rate=0.2),
            similarity_module=DistanceSimilarityModule(),
        )  # fmt: skip
        scatter(model)
        padded = torch.tensor([[0] * (sizes["length"] - len(session)) + session for session in sessions])
        with torch.no_grad():
            found[name] = model.encode_sessions({"x": padded}, model.item_model.get_all_embeddings())[:, -1].tolist()
        # As Lightning saves them.
        torch.save({"state_dict": {f"torch_model.{own}": value for own, value in model.state_dict().items()}, "epoch": 3}, os.path.join(folder, f"{name}.pt"))
    return found


def models(folder, sizes=LARGE):
    found, missing, sessions = {}, {}, SESSIONS[sizes["items"]]
    for program, read in [("recbole", recbole), ("rectools", rectools)]:
        try:
            found |= read(folder, sizes, sessions)
        except ImportError as error:
            missing[program] = str(error)
    return {"sessions": sessions, "queries": found, "missing": missing}


if __name__ == "__main__":
    _, task, path, out = sys.argv
    with open(out, "w", encoding="utf-8") as written:
        json.dump({"encoders": encoders, "models": models, "small": lambda folder: models(folder, SMALL)}[task](path), written)

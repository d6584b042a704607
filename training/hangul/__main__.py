"""Trains and writes the model: `python -m training.hangul --fonts FOLDER --out FOLDER [--minutes M]`.

`--start last.pt --rate 0.0005` goes on from what was learnt before.
"""

from __future__ import annotations

import argparse
import copy
import math
import time
from pathlib import Path
from typing import Final

import torch
from torch import Tensor, nn

from training.hangul.lessons import Batch, Lessons
from training.hangul.network import Network
from training.hangul.texts import LETTERS

_RATE, _LEAST_SHARE, _WARM = 3e-3, 0.01, 300
_SMOOTH, _SMOOTH_FROM = 0.999, 200
"""The model that is written is the running mean of what was learnt."""
_TOLD_EVERY, _SAVED_EVERY = 100, 900
_LONGEST_STEP: Final = 2.0
_SEED: Final = 1


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=120)
    parser.add_argument("--fonts", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="go on from here")
    parser.add_argument("--rate", type=float, default=_RATE, help="of learning; less to go on with")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(_SEED)
    torch.set_num_threads(1)
    network: nn.Module = Network().to(memory_format=torch.channels_last)
    if given.start:
        network.load_state_dict(torch.load(given.start))
    train(network, Lessons(given.fonts, _SEED + bool(given.start)), given.minutes * 60, given.out, given.rate)


def train(network: nn.Module, lessons: Lessons, seconds: float, out: Path, rate: float = _RATE) -> None:
    """For so many seconds of the clock; the rate falls to nothing until then."""
    smooth = copy.deepcopy(network)
    optimiser = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=1e-2, betas=(0.9, 0.98))
    begun, saved, losses = time.monotonic(), time.monotonic(), 0.0
    batches = torch.utils.data.DataLoader(lessons, batch_size=None, num_workers=1, prefetch_factor=24)
    for step, batch in enumerate(batches, 1):
        share = (time.monotonic() - begun) / seconds
        if share >= 1:
            break
        for group in optimiser.param_groups:
            fall = _LEAST_SHARE + (1 - _LEAST_SHARE) * (1 + math.cos(math.pi * share)) / 2
            group["lr"] = rate * min(1.0, step / _WARM) * fall
        losses += _learn(network, batch, optimiser)
        _follow(smooth, network, min(_SMOOTH, step / (step + _SMOOTH_FROM)))
        if step % _TOLD_EVERY == 0:
            print(f"{step} steps, {(time.monotonic() - begun) / 60:.1f} minutes: loss {losses / _TOLD_EVERY:.3f}")
            losses = 0.0
        if time.monotonic() - saved > _SAVED_EVERY:
            saved = time.monotonic()
            write(network, smooth, out)
    write(network, smooth, out)


def _learn(network: nn.Module, batch: Batch, optimiser: torch.optim.Optimizer) -> float:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        found = network(batch.lines.contiguous(memory_format=torch.channels_last))
    likely = found.float().log_softmax(2).transpose(0, 1)
    loss = nn.functional.ctc_loss(likely, batch.codes, batch.steps, batch.counts, zero_infinity=True)
    optimiser.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(network.parameters(), _LONGEST_STEP)
    optimiser.step()
    return float(loss)


@torch.no_grad()
def _follow(smooth: nn.Module, network: nn.Module, share: float) -> None:
    for old, new in zip(smooth.state_dict().values(), network.state_dict().values(), strict=True):
        if old.dtype.is_floating_point:
            old.lerp_(new, 1 - share)
        else:
            old.copy_(new)


def write(network: nn.Module, smooth: nn.Module, out: Path) -> None:
    """What to go on from, the model with likelihoods as its last step, and its letters."""
    torch.save(network.state_dict(), out / "last.pt")
    model = nn.Sequential(copy.deepcopy(smooth).to(memory_format=torch.contiguous_format), nn.Softmax(2)).eval()
    blank: Tensor = torch.zeros(1, 1, 40, 160)
    torch.onnx.export(
        model,
        (blank,),
        str(out / "lines.onnx"),
        input_names=["line"],
        output_names=["likely"],
        dynamic_axes={"line": {3: "wide"}, "likely": {1: "steps"}},
        opset_version=13,
        dynamo=False,
    )
    (out / "letters.txt").write_text("\n".join(LETTERS) + "\n", "utf-8")


if __name__ == "__main__":
    main()

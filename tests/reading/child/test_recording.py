"""Recordings, honest and hostile, as the child decodes them."""

from __future__ import annotations

import io
import struct
import wave
from pathlib import Path

import numpy as np
import pytest
import soundfile

from core.domain import media
from core.errors import InputError
from core.reading import limits
from core.reading.child.document import open_document
from core.reading.child.recording import RecordingDocument, Resampler

_TONE = 440.0
_SUFFIXES = {
    "wav": ("WAV", "PCM_16"),
    "flac": ("FLAC", "PCM_16"),
    "ogg": ("OGG", "VORBIS"),
    "mp3": ("MP3", "MPEG_LAYER_III"),
}


def tone(seconds: float, rate: int, channels: int = 1) -> np.ndarray:
    samples = 0.5 * np.sin(2 * np.pi * _TONE * np.arange(int(seconds * rate)) / rate)
    return np.repeat(samples[:, None], channels, axis=1)


def recording(folder: Path, kind: str = "wav", seconds: float = 2.0, rate: int = 44_100, channels: int = 1) -> Path:
    path = folder / f"speech.{kind}"
    container, form = _SUFFIXES[kind]
    soundfile.write(path, tone(seconds, rate, channels), rate, format=container, subtype=form)
    return path


def decoded(path: Path, target: Path) -> tuple[float, np.ndarray]:
    document = open_document(path)
    assert isinstance(document, RecordingDocument)
    try:
        seconds = document.write(target)
    finally:
        document.close()
    with wave.open(str(target)) as file:
        assert file.getparams()[:3] == (1, 2, limits.SAMPLE_RATE)
        return seconds, np.frombuffer(file.readframes(file.getnframes()), dtype="<i2") / 32767


def _refused(path: Path, target: Path) -> str:
    with pytest.raises(InputError) as caught:
        decoded(path, target)
    return caught.value.code


@pytest.mark.parametrize("kind", sorted(_SUFFIXES))
@pytest.mark.parametrize(("rate", "channels"), [(8_000, 1), (16_000, 2), (44_100, 2), (48_000, 1)])
def test_every_kind_becomes_plain_samples(tmp_path: Path, kind: str, rate: int, channels: int) -> None:
    path = recording(tmp_path, kind, rate=rate, channels=channels)
    assert media.media_type(path.read_bytes()[: media.HEAD_BYTES]) in media.AUDIO
    seconds, samples = decoded(path, tmp_path / "plain.wav")
    assert seconds == pytest.approx(2.0, abs=0.1)
    middle = samples[8_000:24_000]
    assert np.abs(np.fft.rfft(middle)).argmax() == pytest.approx(_TONE, abs=2)
    assert np.sqrt(np.mean(middle**2)) == pytest.approx(0.5 / 2**0.5, abs=0.05)


@pytest.mark.parametrize("rate", [8_000, 11_025, 16_000, 22_050, 44_100, 96_000])
def test_resampling_in_blocks_has_no_seams(rate: int) -> None:
    sound = tone(3.0, rate)[:, 0].astype(np.float32)
    whole = Resampler(rate).take(sound)
    pieces = Resampler(rate)
    joined = np.concatenate([pieces.take(sound[start : start + 997]) for start in range(0, len(sound), 997)])
    assert abs(len(joined) - len(whole)) <= 2
    assert len(whole) == pytest.approx(3 * limits.SAMPLE_RATE, abs=100)
    same = min(len(joined), len(whole))
    assert np.abs(joined[:same] - whole[:same]).max() < 1e-3


def test_what_lies_beyond_our_rate_is_taken_out_not_folded_in() -> None:
    high = np.sin(2 * np.pi * 12_000 * np.arange(48_000) / 48_000).astype(np.float32)
    assert np.abs(Resampler(48_000).take(high)[500:-500]).max() < 0.05


def test_a_cut_wav_file_is_told_so(tmp_path: Path) -> None:
    path = recording(tmp_path)
    path.write_bytes(path.read_bytes()[:-20_000])
    assert _refused(path, tmp_path / "plain.wav") == "truncated"


@pytest.mark.parametrize("kind", ["flac", "mp3"])
def test_other_cut_files_are_told_so(tmp_path: Path, kind: str) -> None:
    path = recording(tmp_path, kind, seconds=8.0)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    assert _refused(path, tmp_path / "plain.wav") == "truncated"


def test_a_header_alone_is_damaged_or_empty(tmp_path: Path) -> None:
    for kind in _SUFFIXES:
        path = recording(tmp_path, kind)
        path.write_bytes(path.read_bytes()[:60])
        assert _refused(path, tmp_path / "plain.wav") in {"damaged", "truncated", "empty_file"}


@pytest.mark.parametrize("kind", sorted(_SUFFIXES))
def test_rubbish_behind_a_header_ends_in_a_clear_answer(tmp_path: Path, kind: str) -> None:
    path = recording(tmp_path, kind)
    data = bytearray(path.read_bytes())
    rubbish = np.random.default_rng(5).integers(0, 256, len(data) - 200, dtype=np.uint8)
    data[200:] = rubbish.tobytes()
    path.write_bytes(bytes(data))
    if kind == "wav":  # any samples are sound
        assert 0 < decoded(path, tmp_path / "plain.wav")[0] < 60
    else:
        assert _refused(path, tmp_path / "plain.wav") in {"damaged", "truncated", "empty_file"}


def test_ten_hours_of_silence_are_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "long.flac"
    with soundfile.SoundFile(path, "w", 8_000, 1, format="FLAC", subtype="PCM_16") as file:
        hour = np.zeros(3600 * 8_000, dtype=np.int16)
        for _ in range(10):
            file.write(hour)
    assert path.stat().st_size < limits.AUDIO_BYTES
    assert _refused(path, tmp_path / "plain.wav") == "too_long"


def test_a_header_that_lies_about_its_length_gains_nothing(tmp_path: Path) -> None:
    path = recording(tmp_path, rate=8_000, seconds=1.0)
    data = bytearray(path.read_bytes())
    place = data.index(b"data") + 4
    data[4:8], data[place : place + 4] = struct.pack("<I", 0xFFFFFFFF), struct.pack("<I", 0xFFFFFFFF)
    path.write_bytes(bytes(data))
    seconds, _ = decoded(path, tmp_path / "plain.wav")
    assert seconds == pytest.approx(1.0, abs=0.1)


def test_not_a_number_is_silence(tmp_path: Path) -> None:
    path = tmp_path / "nan.wav"
    soundfile.write(path, np.full((16_000, 1), np.nan, dtype=np.float32), 16_000, subtype="FLOAT")
    assert np.abs(decoded(path, tmp_path / "plain.wav")[1]).max() == 0


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("list.wav", b"#EXTM3U\nhttp://elsewhere.example/secret.mp3\n"),
        ("list.mp3", b"[playlist]\nFile1=/etc/passwd\n"),
        ("video.mp3", b"\0\0\0\x20ftypisom" + bytes(100)),
        ("film.wav", b"RIFF\x24\0\0\0AVI LIST" + bytes(100)),
        ("concat.wav", b"ffconcat version 1.0\nfile /etc/passwd\n"),
    ],
)
def test_playlists_and_films_are_no_recordings(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert _refused(path, tmp_path / "plain.wav") == "unsupported_type"


def test_a_playlist_inside_a_container_opens_nothing(tmp_path: Path) -> None:
    playlist = b"#EXTM3U\nfile:///etc/passwd\n"
    ogg = b"OggS\0\x02" + bytes(20) + b"\x01" + bytes([len(playlist)]) + playlist
    wav = (
        b"RIFF"
        + struct.pack("<I", 36 + len(playlist))
        + b"WAVEfmt "
        + struct.pack("<IHHIIHH", 16, 85, 1, 8000, 8000, 1, 8)
    )
    for name, data in (("a.ogg", ogg), ("a.wav", wav + b"data" + struct.pack("<I", len(playlist)) + playlist)):
        path = tmp_path / name
        path.write_bytes(data)
        assert _refused(path, tmp_path / "plain.wav") in {"damaged", "truncated", "empty_file"}


def test_a_picture_called_wav_is_read_as_a_picture(tmp_path: Path) -> None:
    from PIL import Image

    data = io.BytesIO()
    Image.new("L", (40, 40)).save(data, "PNG")
    path = tmp_path / "speech.wav"
    path.write_bytes(data.getvalue())
    assert not isinstance(open_document(path), RecordingDocument)


def test_utf_16_text_is_no_mp3() -> None:
    assert media.media_type("가나다".encode("utf-16")) == media.TEXT
    assert media.media_type(b"\xff\xd8\xff\xe0") == media.JPEG

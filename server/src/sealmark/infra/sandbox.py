"""The sandbox: untrusted bytes are parsed in a child process that can do nothing else.

- The child has its three standard pipes and can open nothing more: no file, no socket (the limit of
  open descriptors stands at what is open), no larger memory, no endless computing.
- It gets bytes in frames and hands back lines of JSON; the parent trusts neither their number nor
  their order, only their form.
- A child that dies or stalls takes its current input down with it, nothing else: the parent says
  `SandboxError` and starts another one for the next.
"""

# SPDX-License-Identifier: Apache-2.0
import contextlib
import json
import queue
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from typing import IO, Any, Final

from sealmark.kernel.errors import SealmarkError

PATIENCE_S: Final = 60.0
MOST_INPUTS: Final = 2_000
"""A child is replaced after so many inputs, so that none lives for ever."""

_END: Final = (0).to_bytes(4, "big")


class SandboxError(SealmarkError):
    """A file broke the process that reads files; it was left out, the others go on."""


class Sandbox:
    """One child at a time, running a module of ours; see `modalities.text.child`."""

    def __init__(self, module: str) -> None:
        """Name the module to run; the child starts with the first input."""
        self._module = module
        self._child: subprocess.Popen[bytes] | None = None
        self._lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._inputs = 0

    def feed(self, header: dict[str, Any], chunks: Iterable[bytes]) -> Iterator[dict[str, Any]]:
        """Send one input; yield what the child says of it until it says that it is through."""
        self._ready()
        try:
            yield from self._exchange(header, chunks)
        except OSError as cause:
            self.close()
            raise SandboxError from cause
        except SandboxError:
            self.close()
            raise

    def _exchange(
        self, header: dict[str, Any], chunks: Iterable[bytes]
    ) -> Iterator[dict[str, Any]]:
        # Chunks are read here, in the caller's thread: they may come from its database connection.
        self._write(json.dumps(header).encode() + b"\n")
        for chunk in chunks:
            self._write(len(chunk).to_bytes(4, "big") + chunk)
            while not self._lines.empty():
                said = self._next_line()
                if "end" in said:
                    raise SandboxError  # through before its input was
                yield said
        self._write(_END)
        while "end" not in (said := self._next_line()):
            yield said

    def _write(self, data: bytes) -> None:
        if self._child is None or self._child.stdin is None:
            raise SandboxError
        self._child.stdin.write(data)
        self._child.stdin.flush()

    def close(self) -> None:
        """End the child, if there is one."""
        if self._child is not None:
            self._child.kill()
            # Its pipes are closed with it; what was not written yet is of no use to anybody.
            for pipe in (self._child.stdin, self._child.stdout):
                with contextlib.suppress(OSError):
                    if pipe is not None:
                        pipe.close()
            self._child.wait()
            self._child = None

    def _ready(self) -> None:
        self._inputs += 1
        if self._inputs % MOST_INPUTS == 0 or (self._child and self._child.poll() is not None):
            self.close()
        if self._child is None:
            self._child = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [sys.executable, "-I", "-m", self._module],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={},
            )
            self._lines = queue.SimpleQueue()
            reader = threading.Thread(
                target=_read, args=(self._child.stdout, self._lines), daemon=True
            )
            reader.start()

    def _next_line(self) -> dict[str, Any]:
        try:
            line = self._lines.get(timeout=PATIENCE_S)
        except queue.Empty as cause:
            raise SandboxError from cause
        if line is None:
            raise SandboxError
        try:
            said = json.loads(line)
        except ValueError as cause:
            raise SandboxError from cause
        if not isinstance(said, dict):
            raise SandboxError
        return said


def _read(pipe: IO[bytes] | None, lines: "queue.SimpleQueue[bytes | None]") -> None:
    if pipe is not None:
        try:
            for line in pipe:
                lines.put(line)
        except (OSError, ValueError):
            pass  # closed while reading: told below
    lines.put(None)

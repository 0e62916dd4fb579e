"""Signals: Ctrl-C and its kin become a request to stop, and end a wait at once."""

# SPDX-License-Identifier: Apache-2.0
import contextlib
import os
import select
import signal
from dataclasses import dataclass, field
from types import FrameType, TracebackType
from typing import Self

_STOP = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_BUFFER = 4096


@dataclass(slots=True)
class Signals:
    """While open: a stop signal sets `stop_asked`; any signal, a child's end too, ends `wait`."""

    stop_asked: bool = False
    _pipe: tuple[int, int] = (-1, -1)
    _restore: contextlib.ExitStack = field(default_factory=contextlib.ExitStack)

    def wait(self, seconds: float) -> None:
        """Wait for a signal, at most so long."""
        readable, _, _ = select.select([self._pipe[0]], [], [], seconds)
        if readable:
            os.read(self._pipe[0], _BUFFER)

    def __enter__(self) -> Self:
        self._pipe = os.pipe()
        for end in self._pipe:
            os.set_blocking(end, False)
            self._restore.callback(os.close, end)
        before = signal.set_wakeup_fd(self._pipe[1], warn_on_full_buffer=False)
        self._restore.callback(signal.set_wakeup_fd, before)
        # `nohup` ignores the hang-up on purpose. Ctrl-C always counts, even where a shell that
        # starts us in the background has it ignored.
        deaf = signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
        for number in _STOP[:2] if deaf else _STOP:
            self._restore.callback(signal.signal, number, signal.signal(number, self._stop))
        # With a handler, even an empty one, a child's end writes to the pipe.
        handler = signal.signal(signal.SIGCHLD, lambda *_: None)
        self._restore.callback(signal.signal, signal.SIGCHLD, handler)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._restore.close()

    def _stop(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        self.stop_asked = True

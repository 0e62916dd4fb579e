"""Orphans: what a killed child leaves behind comes to the supervisor and is ended there.

- A grandchild in a session of its own (a sandbox, say) is out of reach once its parent is gone;
  as a subreaper the supervisor becomes its parent and sees it.
- Linux only, as `prctl` is; elsewhere the process groups have to do.
"""

# SPDX-License-Identifier: Apache-2.0
import contextlib
import ctypes
import os
import sys
from collections.abc import Collection

from sealmark.infra.processes import proctable
from sealmark.infra.processes.plan import KILL

_PR_SET_CHILD_SUBREAPER = 36


def adopt() -> None:
    """Become the parent of all descendants whose own parent ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def end(own: Collection[int]) -> None:
    """Kill and bury every child of this process that is not one of its `own`."""
    strangers = _strangers(own)
    proctable.send(strangers, KILL.number)
    proctable.wait_until(lambda: not proctable.still_alive(strangers), KILL.seconds)
    bury(own)


def bury(own: Collection[int]) -> None:
    """Take note of adopted children that have ended; until then they stay zombies."""
    flags = os.WEXITED | os.WNOHANG | os.WNOWAIT
    with contextlib.suppress(ChildProcessError):
        while (ended := os.waitid(os.P_ALL, 0, flags)) is not None and ended.si_pid not in own:
            os.waitpid(ended.si_pid, 0)


def _strangers(own: Collection[int]) -> set[proctable.Process]:
    me = os.getpid()
    return {one for one in proctable.everyone().values() if one.parent == me and one.pid not in own}

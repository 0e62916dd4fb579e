"""What intake tells."""

# SPDX-License-Identifier: Apache-2.0
from dataclasses import dataclass

from sealmark.kernel.ids import DatasetId, ProjectId, UploadId, UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadSplit:
    """Every item of an upload is an asset now, sealed, and waits to be redacted."""

    project: ProjectId
    upload: UploadId
    dataset: DatasetId
    by: UserId
    assets: int

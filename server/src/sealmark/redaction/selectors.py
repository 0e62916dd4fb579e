"""Read policies, the quarantine list, and what is being shown of it."""

# SPDX-License-Identifier: Apache-2.0
import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from sealmark.kernel.ids import AssetId, ProjectId
from sealmark.redaction.measured import Measured, Rate, measured
from sealmark.redaction.models import (
    Adoption,
    CaseResult,
    Clearance,
    PolicyVersion,
    Recall,
    Rendition,
    Viewing,
)
from sealmark.redaction.policy import Policy
from sealmark.redaction.policy_files import (
    pack_names,
    parse_policy,
    read_pack,
    read_policy,
    schema,
    write_policy,
)
from sealmark.redaction.quarantine import (
    Decided,
    Held,
    HeldOrder,
    HeldPage,
    HeldWanted,
    Waiting,
    decided,
    quarantined,
    waiting,
)
from sealmark.redaction.sealing import policy_place, reason_place, viewing_place
from sealmark.redaction.versions import PolicyState, VersionView, state_of, versions
from sealmark.redaction.weaker import Weakening, weakenings
from sealmark.redaction.wishes import WishView, open_wishes
from sealmark.vault import runtime
from sealmark.vault.domain import Sealed, Work

__all__ = [
    "Checked",
    "Decided",
    "Held",
    "HeldOrder",
    "HeldPage",
    "HeldWanted",
    "Measured",
    "Pack",
    "PolicyState",
    "Rate",
    "VersionView",
    "Waiting",
    "WishView",
    "checked",
    "decided",
    "measured",
    "newest_rendition",
    "open_view",
    "open_wishes",
    "pack_yaml",
    "packs",
    "policy_in_force",
    "policy_numbered",
    "policy_of",
    "policy_schema",
    "policy_yaml",
    "quarantined",
    "reason_of_policy",
    "state_of",
    "versions",
    "waiting",
    "weakenings_of",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A policy that ships with Sealmark."""

    name: str
    title: str
    yaml: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A draft that is a policy, in its canonical form."""

    policy: Policy
    yaml: str
    document: dict[str, Any]


def checked(yaml: str, document: dict[str, Any] | None) -> Checked:
    """Check a draft; raise `PolicyInvalidError` with field and remedy. A document goes before."""
    policy = read_policy(yaml) if document is None else parse_policy(document)
    return Checked(policy=policy, yaml=write_policy(policy), document=policy.document)


def packs() -> list[Pack]:
    """Return the policies that ship with Sealmark, by name."""
    read = [(name, read_pack(name)) for name in pack_names()]
    return [Pack(name=name, title=pack.title, yaml=write_policy(pack)) for name, pack in read]


def pack_yaml(name: str) -> str:
    """Return one pack as YAML; raise `UnknownPackError` naming those that exist."""
    return write_policy(read_pack(name))


def policy_schema() -> dict[str, Any]:
    """Return the JSON Schema of policies."""
    return schema()


def latest_policy(project: ProjectId) -> PolicyVersion | None:
    """Return the newest proposed policy version, in force or not."""
    return PolicyVersion.objects.filter(project_id=project).order_by("-number").first()


def policy_numbered(project: ProjectId, number: int) -> PolicyVersion | None:
    """Return one version by its number, in force or not."""
    return PolicyVersion.objects.filter(project_id=project, number=number).first()


def policy_in_force(project: ProjectId) -> PolicyVersion | None:
    """Return the newest policy version that the redactor has taken into force."""
    newest = (
        Adoption.objects.filter(project_id=project)
        .select_related("policy_version")
        .order_by("-policy_version__number")
        .first()
    )
    return newest.policy_version if newest else None


def policy_yaml(row: PolicyVersion) -> str:
    """Open a policy version's document."""
    sealed = Sealed(zone=Work, blob=bytes(row.document))
    at = policy_place(row.project_id, row.id)
    return runtime.work().open_for_project(row.project_id, sealed, at).reveal_text()


def reason_of_policy(row: PolicyVersion) -> str:
    """Open why a version was proposed."""
    sealed = Sealed(zone=Work, blob=bytes(row.reason))
    at = reason_place(row.project_id, row.id)
    return runtime.work().open_for_project(row.project_id, sealed, at).reveal_text()


def weakenings_of(project: ProjectId, policy: Policy) -> list[Weakening]:
    """Return how a policy hides less than the one in force; nothing where none is."""
    in_force = policy_in_force(project)
    return weakenings(policy_of(in_force), policy) if in_force else []


def policy_of(row: PolicyVersion) -> Policy:
    """Open and read a policy version."""
    return read_policy(policy_yaml(row))


def newest_rendition(project: ProjectId, asset: AssetId) -> Rendition | None:
    """Return what was made of an asset last, cleared or not."""
    rows = Rendition.objects.filter(project_id=project, asset_id=asset)
    return rows.order_by("-number").first()


def standing_clearances(project: ProjectId, assets: Collection[AssetId]) -> list[Clearance]:
    """Return the clearances of these assets that nobody has taken back."""
    recalled = Recall.objects.filter(project_id=project, clearance_id=OuterRef("id"))
    rows = Clearance.objects.filter(project_id=project, asset_id__in=list(assets))
    return list(rows.exclude(Exists(recalled)).order_by("id"))


def case_results(project: ProjectId) -> list[CaseResult]:
    """Return how the policy in force does on the misses that were reported, by kind."""
    version = policy_in_force(project)
    if version is None:
        return []
    rows = CaseResult.objects.filter(project_id=project, policy_version_id=version.id)
    return list(rows.order_by("kind"))


def last_cleared(project: ProjectId, asset: AssetId) -> Rendition | None:
    """Return the newest rendition of an asset that people could work on, recalled or not."""
    cleared = Clearance.objects.filter(project_id=project, rendition_id=OuterRef("id"))
    rows = Rendition.objects.filter(project_id=project, asset_id=asset)
    return rows.filter(Exists(cleared)).order_by("-number").first()


def open_view(row: Viewing) -> dict[str, object]:
    """Open what the redactor sealed for one steward's look."""
    sealed = Sealed(zone=Work, blob=bytes(row.body or b""))
    at = viewing_place(row.project_id, row.id)
    clear = runtime.work().open_for_project(row.project_id, sealed, at)
    body: dict[str, object] = json.loads(clear.reveal())
    return body

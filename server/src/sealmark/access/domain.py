"""The words of a decision: who (principal), may what (action), on which thing (resource).

- Organization roles and project roles are different types: one never stands for the other.
- A principal carries the roles of one organization and one project, with the ids they hold in.
- Every route and every job names exactly one `Action`; each action is about one kind of resource.
"""

# SPDX-License-Identifier: Apache-2.0
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from sealmark.kernel.errors import ForbiddenError, NotFoundError
from sealmark.kernel.ids import OrganizationId, ProjectId, SessionId, UserId


class OrganizationRole(StrEnum):
    """What a person is in an organization; none of these shows any project's data."""

    OWNER = "owner"
    ADMINISTRATOR = "administrator"
    SECURITY_OFFICER = "security_officer"
    AUDITOR = "auditor"
    MEMBER = "member"


class ProjectRole(StrEnum):
    """What a person does in one project; a person may hold several."""

    PROJECT_ADMIN = "project_admin"
    TEAM_MANAGER = "team_manager"
    REVIEWER = "reviewer"
    LABELER = "labeler"
    DATA_STEWARD = "data_steward"


class Service(StrEnum):
    """A process of ours that acts by itself."""

    WEB = "web"
    WORKER = "worker"
    REDACTOR = "redactor"
    SEQUENCER = "sequencer"


class ProjectState(StrEnum):
    """Whether a project is worked in; a closed one is gone for everybody in it."""

    ACTIVE = "active"
    CLOSED = "closed"


class ResourceKind(StrEnum):
    """What an action is about; the value is the entity type in the policies."""

    DEPLOYMENT = "Deployment"
    ACCOUNT = "Account"
    ORGANIZATION = "Organization"
    PROJECT = "Project"


class Action(StrEnum):
    """Everything that can be asked for."""

    HEALTH_READ = "public.health-read"
    SIGN_IN = "public.sign-in"
    LINK_REDEEM = "public.link-redeem"
    INVITATION_ACCEPT = "public.invitation-accept"

    ACCOUNT_VIEW = "account.view"
    ACCOUNT_SESSIONS_READ = "account.sessions-read"
    ACCOUNT_SESSIONS_END = "account.sessions-end"
    ACCOUNT_PREFER = "account.prefer"

    ORGANIZATION_VIEW = "organization.view"
    ORGANIZATION_AUDIT_READ = "organization.audit-read"
    ORGANIZATION_APPROVE = "organization.approve"
    ORGANIZATION_PROJECTS_LIST = "organization.projects-list"
    ORGANIZATION_PROJECT_CREATE = "organization.project-create"
    ORGANIZATION_PROJECT_CLOSE = "organization.project-close"
    PEOPLE_READ = "organization.people-read"
    PEOPLE_MANAGE = "organization.people-manage"
    PEOPLE_APPOINT = "organization.people-appoint"
    LOG_SEQUENCE = "organization.log-sequence"

    PROJECT_VIEW = "project.view"
    PROJECT_ADMINISTER = "project.administer"
    PROGRESS_READ = "project.progress-read"
    MEMBERS_READ = "project.members-read"
    MEMBERS_MANAGE = "project.members-manage"
    STEPS_READ = "project.steps-read"
    STEPS_EDIT = "project.steps-edit"
    PROTECTION_READ = "protection.read"
    PROTECTION_STRENGTHEN = "protection.strengthen"
    PROTECTION_WEAKEN = "protection.weaken"
    PROTECTION_APPROVE = "protection.approve"
    PROTECTION_EXEMPT = "protection.exempt"
    AUDIT_READ = "project.audit-read"
    INGEST = "ingest.upload"
    INGEST_READ = "ingest.read"
    JOB_VIEW = "job.view"
    JOB_CANCEL = "job.cancel"
    POLICY_READ = "policy.read"
    POLICY_EDIT = "policy.edit"
    POLICY_PUBLISH = "policy.publish"
    POLICY_APPROVE = "policy.approve"
    QUARANTINE_READ = "quarantine.read"
    QUARANTINE_HIDE = "quarantine.hide"
    QUARANTINE_RELEASE = "quarantine.release"
    CLEARANCE_RECALL = "clearance.recall"
    PRIVACY_READ = "privacy.read"
    INCIDENT_READ = "incident.read"
    INCIDENT_DECIDE = "incident.decide"
    ONTOLOGY_READ = "ontology.read"
    ONTOLOGY_EDIT = "ontology.edit"
    GUIDELINE_READ = "guideline.read"
    GUIDELINE_EDIT = "guideline.edit"
    TASK_LEASE = "task.lease"
    TASK_READ = "task.read"
    TASK_DRAFT = "task.draft"
    TASK_SUBMIT = "task.submit"
    TASK_SKIP = "task.skip"
    TASK_REOPEN = "task.reopen"
    MISS_REPORT = "task.report-miss"
    TASK_EXPLORE = "task.explore"
    TASK_ASSIGN = "task.assign"
    ISSUE_READ = "issue.read"
    ISSUE_ASK = "issue.ask"
    ISSUE_REPLY = "issue.reply"
    LABEL = "duty.label"
    REVIEW = "duty.review"
    EXPORT_READ = "export.read"
    EXPORT_PREVIEW = "export.preview"
    EXPORT_REQUEST = "export.request"
    EXPORT_APPROVE = "export.approve"
    EXPORT_DOWNLOAD = "export.download"

    UPLOAD_SPLIT = "run.upload-split"
    ASSET_PREPARE = "run.asset-prepare"
    EXPORT_ALIGN = "run.export-align"
    EXPORT_WRITE = "run.export-write"
    LEASES_SWEEP = "run.leases-sweep"

    @property
    def resource(self) -> ResourceKind:
        """What this action is about."""
        return _RESOURCES.get(self.value.partition(".")[0], ResourceKind.PROJECT)


_RESOURCES = {
    "public": ResourceKind.DEPLOYMENT,
    "account": ResourceKind.ACCOUNT,
    "organization": ResourceKind.ORGANIZATION,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Principal:
    """Who asks: a person with a session, a service of ours, or nobody known yet.

    `roles` hold in `project` and `organization_role` in `organization`, nowhere else.
    `attributes` are words such as `clearance:high` that a policy may ask for.
    """

    user: UserId | None = None
    session: SessionId | None = None
    service: Service | None = None
    organization: OrganizationId | None = None
    organization_role: OrganizationRole | None = None
    project: ProjectId | None = None
    roles: frozenset[ProjectRole] = frozenset()
    attributes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """What is asked for. `state` matters for projects only."""

    kind: ResourceKind
    id: UUID
    state: ProjectState = ProjectState.ACTIVE


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What else matters. `own`: the thing at hand was made or asked for by the principal."""

    own: bool | None = None


NO_CONTEXT = Context()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """An answer, with what it was made from: it goes into the audit event of the act.

    `policy_ids` are the policies that decided; `belongs` tells whether the principal may know that
    the resource exists.
    """

    allowed: bool
    belongs: bool
    policy_ids: tuple[str, ...]
    policy_set_hash: str

    def or_refuse(self) -> None:
        """Return if allowed; else raise `ForbiddenError` (members) or `NotFoundError` (others)."""
        if self.allowed:
            return
        if self.belongs:
            raise ForbiddenError
        raise NotFoundError

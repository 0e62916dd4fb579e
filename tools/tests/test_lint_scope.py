"""The rule about whose rows a query may see."""

# SPDX-License-Identifier: Apache-2.0
import pytest

from tools.tests.conftest import Judge

SERVICE = "server/src/sealmark/workflow/services.py"


@pytest.mark.parametrize(
    "query",
    [
        "Task.objects.all()",
        "Task.objects.get(id=task)",
        "Task.objects.filter(state='open').first()",
        "Task.objects.select_related('step').get(id=task)",
        "models.Task.objects.select_for_update()",
        "Task._base_manager.get(id=task)",
        "Task.objects.raw('SELECT 1')",
        "get_object_or_404(Task, id=task)",
    ],
)
def test_an_unscoped_query_is_refused(judge: Judge, query: str) -> None:
    assert len(judge(SERVICE, query)) == 1


@pytest.mark.parametrize(
    "query",
    [
        "Task.objects.filter(project_id=project, id=task).first()",
        "Task.objects.select_for_update().filter(project_id=project)",
        "Session.objects.filter(user_id=user).update(ended_at=now)",
        "Project.objects.filter(id=project)",
        "Task.objects.in_scope(who).open()",
        "Task.objects.create(id=task)",
        "tasks.get(task)",
    ],
)
def test_scoped_queries_and_new_rows_pass(judge: Judge, query: str) -> None:
    assert judge(SERVICE, query) == []


def test_selectors_are_where_queries_live(judge: Judge) -> None:
    assert judge("server/src/sealmark/workflow/selectors.py", "Task.objects.get(id=task)") == []

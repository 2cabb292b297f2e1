"""Addresses of the desk's screens of petitions."""

from typing import Any

from django.urls import path

from petitions.desk.cases.acting import act_screen, take
from petitions.desk.cases.bulk import bulk
from petitions.desk.cases.counter import counter
from petitions.desk.cases.files import case_file
from petitions.desk.cases.queue import AllCases, DepartmentCases, MyCases
from petitions.desk.cases.screen import case_screen
from petitions.desk.cases.searching import person_search
from petitions.desk.cases.statistics import StatisticsView
from petitions.desk.cases.watching import monthly_check

QUEUES = {"mine": MyCases, "department": DepartmentCases, "all": AllCases}


def addresses() -> list[Any]:
    """Below /admin/."""
    found = []
    for scope, view in QUEUES.items():
        found += [
            path(f"petitions/{scope}/", view.as_view(), name=f"petition_cases_{scope}"),
            path(
                f"petitions/{scope}/results/", view.as_view(results_only=True), name=f"petition_cases_{scope}_results"
            ),
        ]
    return [
        *found,
        path("petitions/bulk/", bulk, name="petition_cases_bulk"),
        path("petitions/counter/", counter, name="petition_counter"),
        path("petitions/statistics/", StatisticsView.as_view(), name="petition_statistics"),
        path("petitions/check/", monthly_check, name="petition_monthly_check"),
        path("petitions/person/", person_search, name="petition_person"),
        path("petitions/case/<int:pk>/file/<int:file>/", case_file, name="petition_case_file"),
        path("petitions/case/<int:pk>/", case_screen, name="petition_case"),
        path("petitions/case/<int:pk>/take/", take, name="petition_case_take"),
        path("petitions/case/<int:pk>/<slug:event>/", act_screen, name="petition_case_act"),
    ]

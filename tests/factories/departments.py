"""Departments for tests."""

import factory

from cms.departments.models import Department


class DepartmentFactory(factory.django.DjangoModelFactory):
    """A department with duties and telephone; ``parent=`` puts it below another."""

    class Meta:
        model = Department
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda number: f"T{number:03}")
    name = factory.Sequence(lambda number: f"시험{number}과")
    name_en = factory.Sequence(lambda number: f"Test Division {number}")
    duties = "여권 발급, 주민등록"
    telephone = factory.Sequence(lambda number: f"031-000-{number:04}")

"""List filters whose choices come from what the person may see."""

from studyhub.access.admin import NamedFilter
from studyhub.people.enums import ClassRole
from studyhub.people.models import School, SchoolClass
from studyhub.people.querysets import today_of
from studyhub.people.views.desk import classes_on_desk


class SchoolFilter(NamedFilter):
    """The school, for those who see several."""

    title = "school"
    parameter_name = "school"
    path = "school"

    def choices_for(self, user) -> list[tuple[str, str]]:
        """Return the schools, or nothing where there is but one."""
        schools = [(school.pk, school.name) for school in School.objects.visible_to(user)]
        return schools if len(schools) > 1 else []

    def narrow(self, queryset, value):
        """Return the rows of one school."""
        return queryset.filter(**{self.path: value})


class SchoolOfClassFilter(SchoolFilter):
    """The same for rows that hang on a class."""

    path = "school_class__school"


class ClassFilter(NamedFilter):
    """The class an enrollment is in."""

    title = "class"
    parameter_name = "class"

    def choices_for(self, user) -> list[tuple[str, str]]:
        """Return the classes on the person's desk."""
        return list(classes_on_desk(user).values_list("pk", "name"))

    def narrow(self, queryset, value):
        """Return the rows of one class."""
        return queryset.filter(school_class=value)


class ClassOfPersonFilter(ClassFilter):
    """The class a person is in today."""

    def __init__(self, request, params, model, model_admin) -> None:
        self.today = today_of(request.user)
        super().__init__(request, params, model, model_admin)

    def narrow(self, queryset, value):
        """Return the people of one class."""
        in_class = SchoolClass.objects.get(pk=value).enrollments.holding_on(self.today)
        return queryset.filter(pk__in=in_class.values("user"))


class RoleFilter(NamedFilter):
    """The role in the class."""

    title = "role"
    parameter_name = "role"

    def choices_for(self, user) -> list[tuple[str, str]]:
        """Return all roles."""
        return list(ClassRole.choices)

    def narrow(self, queryset, value):
        """Return the rows of one role."""
        return queryset.filter(role=value)


class ArchivedFilter(NamedFilter):
    """Whether the class goes on."""

    title = "state"
    parameter_name = "state"

    def choices_for(self, user) -> list[tuple[str, str]]:
        """Return the two states."""
        return [("current", "Current"), ("archived", "Archived")]

    def narrow(self, queryset, value):
        """Return the classes of one state."""
        return queryset.filter(archived_at__isnull=value == "current")


class HoldingFilter(NamedFilter):
    """Whether the enrollment holds today."""

    title = "state"
    parameter_name = "state"

    def __init__(self, request, params, model, model_admin) -> None:
        self.today = today_of(request.user)
        super().__init__(request, params, model, model_admin)

    def choices_for(self, user) -> list[tuple[str, str]]:
        """Return the two states."""
        return [("holding", "Holds today"), ("ended", "Ended")]

    def narrow(self, queryset, value):
        """Return the enrollments of one state."""
        if value == "holding":
            return queryset.holding_on(self.today)
        return queryset.filter(ends_on__lte=self.today)


class SignInFilter(NamedFilter):
    """How the account stands to signing in."""

    title = "sign-in"
    parameter_name = "sign_in"

    def choices_for(self, user) -> list[tuple[str, str]]:
        """Return the three states."""
        return [
            ("own", "Own password"),
            ("waiting", "One-time password, not used yet"),
            ("suspended", "Suspended"),
        ]

    def narrow(self, queryset, value):
        """Return the accounts of one state."""
        if value == "suspended":
            return queryset.filter(is_active=False)
        return queryset.filter(is_active=True, one_time_until__isnull=value == "own")

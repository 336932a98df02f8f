"""A form as a browser sends it back."""

from django.forms import BaseForm, BaseFormSet
from django.utils.datastructures import MultiValueDict

from portal.forms.rulebooks_parts import PARTS
from stars.rules.book import Category


def sent(form: BaseForm | BaseFormSet) -> MultiValueDict:
    """Every field with the value that it shows; boxes only where they are ticked."""
    forms = [form.management_form, *form.forms] if isinstance(form, BaseFormSet) else [form]
    data = MultiValueDict()
    for one in forms:
        for field in one:
            value = field.value()
            if isinstance(value, list):
                data.setlist(field.html_name, [str(each) for each in value])
            elif (
                field.field.widget.input_type == "checkbox"
                if hasattr(field.field.widget, "input_type")
                else False
            ):
                if field.field.widget.check_test(value):
                    data[field.html_name] = "on"
            else:
                data[field.html_name] = "" if value is None else str(value)
    return data


def table(part: str, category: Category) -> dict[str, str]:
    """A table of the category's rows, with an empty one at its end."""
    return sent(PARTS[part].form(initial=PARTS[part].read(category), prefix="rows")).dict()

"""What people typed is kept in their session until it is saved: refusals and ended sessions lose nothing.

`action` is the path that the form posts to; one form is kept a path, the newest few forms a person.
"""

import json

from portal.clean_text import clean_text

KEY = "typed"
FORMS_KEPT = 6
CHARACTERS_KEPT = 60_000
MACHINE = (
    "figures-",
    "was-",
    "demand-was-",
    "text_was",
    "text_revision",
    "version",
    "digest",
    "next",
    "code",
)
NEVER_KEPT = {"csrfmiddlewaretoken", "password", "old_password", "new_password1", "new_password2", "kept"}

# A form with the first of them is never kept in a session: after sign-in its page is opened with the second instead.
ON_PAGE_ONLY, SHOWN_AGAIN = "on_page_only", "shown_again"


def typed_fields(request) -> dict[str, list[str]]:
    """The words of this POST, without passwords and files; empty when it is too long to be a form of ours."""
    fields = {name: values for name, values in request.POST.lists() if name not in NEVER_KEPT}
    length = sum(len(value) for values in fields.values() for value in values)
    return fields if length <= CHARACTERS_KEPT else {}


def keep_typed(request, action: str = "", fields: dict[str, list[str]] | None = None) -> None:
    """Keep this request's fields, or those given, for the form that posts to `action`."""
    kept = dict(request.session.get(KEY, {}))
    action = action or request.path
    kept.pop(action, None)
    kept[action] = typed_fields(request) if fields is None else fields
    request.session[KEY] = dict(list(kept.items())[-FORMS_KEPT:])


def kept_fields(request, action: str) -> dict[str, str]:
    """Field → last value of what was typed for `action` and not saved yet; empty when there is nothing."""
    fields = request.session.get(KEY, {}).get(action, {})
    return {name: values[-1] for name, values in fields.items() if values}


def keep_parts(request, sent: tuple[str, ...], kept: tuple[str, ...]) -> None:
    """Of a form saved in parts: fields beginning with `sent` came with this POST, those beginning with `kept` were
    refused and stay; what an earlier POST left of other parts stays too."""
    before = request.session.get(KEY, {}).get(request.path, {})
    fields = {name: values for name, values in before.items() if not name.startswith(sent)}
    fields |= {name: values for name, values in typed_fields(request).items() if name.startswith(kept)}
    forget_typed(request)
    if fields:
        keep_typed(request, fields=fields)


def kept_values(request, action: str, name: str) -> list[str]:
    """Every value of one field, such as the boxes ticked."""
    return request.session.get(KEY, {}).get(action, {}).get(name, [])


def forget_typed(request, action: str = "") -> None:
    kept = dict(request.session.get(KEY, {}))
    if kept.pop(action or request.path, None) is not None:
        request.session[KEY] = kept


def shown_texts(fields: dict[str, list[str]]) -> list[str]:
    """What people wrote themselves, to show them that it is not lost: no keys, marks or rows of a table."""
    found = [value for name, values in fields.items() if not name.startswith(MACHINE) for value in values]
    return [text for text in dict.fromkeys(found) if len(text) > 10]


def pack_typed(request) -> str:
    """This POST as one string that the sign-in page carries in a hidden field."""
    return json.dumps({"action": request.path, "fields": typed_fields(request)}, ensure_ascii=False)


def unpack_typed(packed: str) -> tuple[str, dict[str, list[str]]] | None:
    """(action, fields) from the hidden field; None when it is not ours."""
    if len(packed) > 2 * CHARACTERS_KEPT:
        return None
    try:
        found = json.loads(packed)
        action, fields = found["action"], found["fields"]
        clean = {
            clean_text(str(name)): [clean_text(str(value)) for value in values]
            for name, values in fields.items()
        }
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):  # the last one: "[[[[…"
        return None
    return (clean_text(action), clean) if isinstance(action, str) else None

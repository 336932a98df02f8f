"""YAML read as a tree that remembers lines; duplicates, anchors and odd tags are refused."""

from dataclasses import dataclass, replace
from typing import Any

import yaml

from stars.rules.errors import BookError

# libyaml where the package was built with it: the same language, about eight times as quick.
QUICK = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
SCALARS = ("str", "int", "float", "bool", "null")
# The longest shipped book has 10,000 letters, and nine storeys.
LONGEST, DEEPEST = 100_000, 20


@dataclass(frozen=True)
class Value:
    """`data`: str for any scalar as written, list[Value], or dict[str, Value]; `tag` is YAML's short tag.

    `key_line`: the line of its key, which may stand above the value.
    """

    data: Any
    line: int
    tag: str
    key_line: int = 0


def read_tree(text: str, file: str) -> Value:
    """The document as a tree. Raises BookError with the line of what is wrong."""
    if len(text) > LONGEST:
        raise BookError(file, 1, "", "too_long", str(LONGEST))
    try:
        node = compose(text, file)
    except yaml.YAMLError as error:
        raise BookError(file, line_of(error), "", "not_yaml", reason(error)) from error
    if node is None:
        raise BookError(file, 1, "", "file_empty")
    return _value(node, file)


def compose(text: str, file: str) -> yaml.Node | None:
    """By the quick loader; what it refuses is for the other one to judge, whose lines and words are the same anywhere."""
    try:
        return compose_by(QUICK, text, file)
    except yaml.YAMLError:
        return compose_by(yaml.SafeLoader, text, file)


def compose_by(loader: type[yaml.SafeLoader], text: str, file: str) -> yaml.Node | None:
    look_through(loader, text, file)
    node: yaml.Node | None = yaml.compose(text, Loader=loader)
    return node


def look_through(loader: type[yaml.SafeLoader], text: str, file: str) -> None:
    """Before the tree is built: no anchors, and no nesting that would take for ever."""
    depth = 0
    for event in yaml.parse(text, Loader=loader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise BookError(file, line, "", "anchor")
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise BookError(file, line, "", "too_deep")


def line_of(error: yaml.YAMLError) -> int:
    mark = getattr(error, "problem_mark", None)
    return mark.line + 1 if mark else 1


def reason(error: yaml.YAMLError) -> str:
    """YAML's own word for it, in one line."""
    return str(getattr(error, "problem", None) or getattr(error, "reason", None) or "")


def _value(node: yaml.Node, file: str) -> Value:
    line = node.start_mark.line + 1
    tag = node.tag.rsplit(":", 1)[-1]
    if isinstance(node, yaml.MappingNode):
        return Value(_mapping(node, file), line, "map")
    if isinstance(node, yaml.SequenceNode):
        return Value([_value(child, file) for child in node.value], line, "seq")
    if tag not in SCALARS:
        raise BookError(file, line, "", "quotes_needed", tag)
    return Value(node.value, line, tag)


def _mapping(node: yaml.MappingNode, file: str) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise BookError(file, line, "", "key_not_text")
        if key_node.value in found:
            raise BookError(file, line, key_node.value, "key_twice")
        found[key_node.value] = replace(_value(value_node, file), key_line=line)
    return found

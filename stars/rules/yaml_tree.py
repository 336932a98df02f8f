"""YAML read as a tree that remembers lines; duplicates, anchors and odd tags are refused."""

from dataclasses import dataclass
from typing import Any

import yaml

from stars.rules.errors import BookError

SCALARS = ("str", "int", "float", "bool", "null")


@dataclass(frozen=True)
class Value:
    """`data`: str for any scalar as written, list[Value], or dict[str, Value]; `tag` is YAML's short tag."""

    data: Any
    line: int
    tag: str


def read_tree(text: str, file: str) -> Value:
    """The document as a tree. Raises BookError with the line of what is wrong."""
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                line = event.start_mark.line + 1 if event.start_mark else 1
                raise BookError(file, line, "", "anchors and aliases are not allowed")
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise BookError(file, mark.line + 1 if mark else 1, "", f"not valid YAML: {error}") from error
    if node is None:
        raise BookError(file, 1, "", "the file is empty")
    return _value(node, file)


def _value(node: yaml.Node, file: str) -> Value:
    line = node.start_mark.line + 1
    tag = node.tag.rsplit(":", 1)[-1]
    if isinstance(node, yaml.MappingNode):
        return Value(_mapping(node, file), line, "map")
    if isinstance(node, yaml.SequenceNode):
        return Value([_value(child, file) for child in node.value], line, "seq")
    if tag not in SCALARS:
        raise BookError(file, line, "", f"a value of kind {tag} must be written in quotes")
    return Value(node.value, line, tag)


def _mapping(node: yaml.MappingNode, file: str) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        if key in found:
            raise BookError(file, key_node.start_mark.line + 1, key, "this key is here twice")
        found[key] = _value(value_node, file)
    return found

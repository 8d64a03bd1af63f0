"""Read a YAML file of rules as nodes and type it strictly: what is wrong is named with file, line and key.

YAML itself would read `no` as false, `012` as ten and `12:30` as 750. Here every scalar is text until the type of its
field says otherwise, and text that YAML would have read as something else must stand in quotes, so that the file means
the same to every other program that reads it.
"""

import datetime as dt
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import yaml

from pipeline.domain.errors import RulesError

T = TypeVar("T")

_TEXT = "tag:yaml.org,2002:str"
_RESOLVER: Any = yaml.resolver.Resolver()


class Mistakes:
    """The mistakes of one file, collected before anybody complains."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.found: list[str] = []

    def add(self, node: yaml.Node | None, key: str, what: str) -> None:
        """Write down that *key* at *node* is wrong."""
        line = node.start_mark.line + 1 if node is not None else 1
        self.found.append(f"{self.path.name}:{line}: {key or 'the file'}: {what}")


def load_typed(path: Path, type_: type[T]) -> T:
    """Read *path* as *type_*; raises RulesError that names every mistake with file, line and key."""
    mistakes = Mistakes(path)
    node = _compose(path, mistakes)
    value = _convert(node, type_, "", mistakes) if node is not None else None
    if mistakes.found:
        raise RulesError("\n".join(mistakes.found))
    return cast(T, value)


def _compose(path: Path, mistakes: Mistakes) -> yaml.Node | None:
    try:
        text = path.read_text(encoding="utf-8")
        _refuse_aliases(text, mistakes)
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except OSError as error:
        raise RulesError(f"{path.name}: the rule file could not be read: {error.strerror}") from error
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        mistakes.found.append(f"{path.name}:{line}: the file: is not YAML in UTF-8: {getattr(error, 'problem', error)}")
        return None
    if node is None:
        mistakes.add(None, "", "is empty")
    return node


def _refuse_aliases(text: str, mistakes: Mistakes) -> None:
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.AliasEvent):
            line = event.start_mark.line + 1 if event.start_mark else 1
            mistakes.found.append(
                f"{mistakes.path.name}:{line}: *{event.anchor}: aliases are not used in rules; write it out"
            )


def _convert(node: yaml.Node, type_: Any, key: str, mistakes: Mistakes) -> Any:
    origin = get_origin(type_)
    if origin in (Union, types.UnionType):
        return _convert_optional(node, type_, key, mistakes)
    if is_dataclass(type_):
        return _convert_dataclass(node, cast(type, type_), key, mistakes)
    if origin is tuple:
        return _convert_sequence(node, get_args(type_)[0], key, mistakes)
    if origin is not None and issubclass(cast(type, origin if origin is not Literal else str), Mapping):
        return _convert_mapping(node, get_args(type_)[1], key, mistakes)
    if not isinstance(node, yaml.ScalarNode):
        mistakes.add(node, key, "takes one value here, not a list or a mapping")
        return None
    return _convert_scalar(node, type_, key, mistakes)


def _convert_optional(node: yaml.Node, type_: Any, key: str, mistakes: Mistakes) -> Any:
    inner = [one for one in get_args(type_) if one is not type(None)]
    return _convert(node, inner[0], key, mistakes)


def _convert_sequence(node: yaml.Node, item: Any, key: str, mistakes: Mistakes) -> Any:
    if not isinstance(node, yaml.SequenceNode):
        mistakes.add(node, key, "takes a list")
        return ()
    return tuple(_convert(one, item, f"{key}[{number}]", mistakes) for number, one in enumerate(node.value, 1))


def _pairs(node: yaml.Node, key: str, mistakes: Mistakes) -> list[tuple[yaml.Node, str, yaml.Node]]:
    """Give the keys and values of a mapping, each key once."""
    if not isinstance(node, yaml.MappingNode):
        mistakes.add(node, key, "takes a mapping of keys and values")
        return []
    seen: dict[str, int] = {}
    pairs = []
    for name_node, value in node.value:
        name = str(name_node.value)
        full = f"{key}.{name}" if key else name
        if name in seen:
            mistakes.add(name_node, full, f"stands twice; it stood first in line {seen[name]}")
            continue
        seen[name] = name_node.start_mark.line + 1
        pairs.append((name_node, name, value))
    return pairs


def _convert_mapping(node: yaml.Node, item: Any, key: str, mistakes: Mistakes) -> Mapping[str, Any]:
    pairs = _pairs(node, key, mistakes)
    return {name: _convert(value, item, f"{key}.{name}" if key else name, mistakes) for _, name, value in pairs}


def _convert_dataclass(node: yaml.Node, type_: type, key: str, mistakes: Mistakes) -> Any:
    hints = get_type_hints(type_)
    known = {field.name.rstrip("_"): field for field in fields(type_)}
    values: dict[str, Any] = {}
    before = len(mistakes.found)
    pairs = _pairs(node, key, mistakes)
    for name_node, name, value in pairs:
        full = f"{key}.{name}" if key else name
        if name not in known:
            mistakes.add(name_node, full, f"is no key here; the keys are {', '.join(sorted(known))}")
            continue
        field = known[name]
        values[field.name] = _convert(value, hints[field.name], full, mistakes)
    given = {name for _, name, _ in pairs}
    for name, field in known.items():
        if name not in given and field.default is MISSING and field.default_factory is MISSING:
            mistakes.add(node, f"{key}.{name}" if key else name, "is missing")
    if len(mistakes.found) > before:
        return None
    return _made(type_, values, node, key, mistakes)


def _made(type_: type, values: dict[str, Any], node: yaml.Node, key: str, mistakes: Mistakes) -> Any:
    """Make the value; what a type must be true of, it checks itself and says in a ValueError."""
    try:
        return type_(**values)
    except ValueError as error:
        mistakes.add(node, key, str(error))
        return None


def _convert_scalar(node: yaml.ScalarNode, type_: Any, key: str, mistakes: Mistakes) -> Any:
    text = str(node.value)
    if get_origin(type_) is Literal:
        return _one_of(node, text, [str(one) for one in get_args(type_)], key, mistakes)
    if isinstance(type_, type) and issubclass(type_, Enum):
        chosen = _one_of(node, text, [str(one.value) for one in type_], key, mistakes)
        return type_(chosen) if chosen is not None else None
    if type_ is str:
        return _text(node, text, key, mistakes)
    if type_ is bool:
        chosen = _one_of(node, text, ["true", "false"], key, mistakes)
        return chosen == "true"
    return _number_or_day(node, text, type_, key, mistakes)


def _text(node: yaml.ScalarNode, text: str, key: str, mistakes: Mistakes) -> str:
    if not node.style:  # plain: neither quoted nor a block
        tag = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))
        if tag != _TEXT:
            what = str(tag).rsplit(":", 1)[-1]
            mistakes.add(
                node, key, f"{text or 'nothing'} is text here, and YAML would read it as {what}: put it in quotes"
            )
    return text


def _one_of(node: yaml.Node, text: str, choices: list[str], key: str, mistakes: Mistakes) -> str | None:
    if text in choices:
        return text
    mistakes.add(node, key, f"is {text!r}; it takes one of {', '.join(choices)}")
    return None


def _number_or_day(node: yaml.ScalarNode, text: str, type_: Any, key: str, mistakes: Mistakes) -> Any:
    readers: dict[Any, tuple[Callable[[str], Any], str]] = {
        int: (int, "a whole number"),
        float: (float, "a number"),
        dt.date: (dt.date.fromisoformat, "a day such as 2026-03-04"),
    }
    if type_ not in readers:
        raise TypeError(f"no reader for the type {type_} of {key}")
    reader, wanted = readers[type_]
    try:
        if type_ is int and (text != str(int(text))):
            raise ValueError(text)
        return reader(text)
    except ValueError:
        mistakes.add(node, key, f"is {text!r}; it takes {wanted}")
        return None

"""What can be configured: frozen values, read from YAML, with mistakes that name their line and the nearest key."""

from __future__ import annotations

from explorer.config.load import find_config, load_config, parse_config, user_config_file
from explorer.config.schema import (
    DEFAULT,
    BuildConfig,
    Config,
    DocumentRules,
    EntityConfig,
    InterfaceConfig,
    SearchConfig,
    StorageConfig,
    key_names,
)

__all__ = [
    "DEFAULT",
    "BuildConfig",
    "Config",
    "DocumentRules",
    "EntityConfig",
    "InterfaceConfig",
    "SearchConfig",
    "StorageConfig",
    "find_config",
    "key_names",
    "load_config",
    "parse_config",
    "user_config_file",
]

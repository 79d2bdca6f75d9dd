"""The fixtures of a real vault."""

from tests.vaults import case, cases, hearing, hearings, vault, vault_folder, vault_template

__all__ = ["case", "cases", "hearing", "hearings", "vault", "vault_folder", "vault_template"]

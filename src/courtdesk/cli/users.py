"""``courtdesk users``: who may open a vault."""

import argparse
import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from courtdesk.cli.access import (
    add_new_passphrase,
    add_vault,
    new_passphrase_for,
    opened,
    passphrase_for,
)
from courtdesk.cli.output import print_json, print_table
from courtdesk.errors import ExitStatus, KnownError
from courtdesk.vault.roles import Role

if TYPE_CHECKING:
    from courtdesk.vault.users import UserLine


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the commands about users."""
    users = commands.add_parser("users", help="who may open a vault")
    actions = users.add_subparsers(metavar="ACTION", required=True)

    listed = actions.add_parser("list", help="list the users")
    add_vault(listed)
    listed.add_argument("--json", action="store_true", help="print one JSON document")
    listed.set_defaults(run=_list)

    add = actions.add_parser("add", help="add a user, who types their own passphrase")
    add_vault(add)
    add.add_argument("--name", required=True, help="the new user's name")
    add.add_argument("--role", required=True, choices=[role.value for role in Role])
    add_new_passphrase(add)
    add.set_defaults(run=_add)

    remove = actions.add_parser("remove", help="remove a user, and change the vault's keys")
    add_vault(remove)
    remove.add_argument("--name", required=True, help="who is to be removed")
    remove.add_argument(
        "--give-up-their-work",
        action="store_true",
        help="also if nobody else can open the trial team's work, which is then lost",
    )
    remove.set_defaults(run=_remove)

    grant = actions.add_parser("grant", help="give a user the keys of their role that you hold")
    add_vault(grant)
    grant.add_argument("--name", required=True, help="who is to be given them")
    grant.set_defaults(run=_grant)

    recovery = actions.add_parser("recovery", help="print a recovery sheet, and confirm it")
    add_vault(recovery)
    recovery.add_argument(
        "--out", required=True, type=Path, metavar="FILE", help="the PDF to write"
    )
    recovery.set_defaults(run=_recovery)

    passphrase = actions.add_parser("passphrase", help="change your own passphrase")
    add_vault(passphrase)
    add_new_passphrase(passphrase)
    passphrase.set_defaults(run=_passphrase)


def _list(options: argparse.Namespace) -> int:
    with opened(options) as vault:
        from courtdesk.vault.users import Users

        lines = Users(vault).users()
    if options.json:
        print_json({"users": [_row(line) for line in lines]})
        return ExitStatus.DONE
    print_table(
        ["name", "role", "opens", "waits for", "recovery sheet"],
        [
            [
                line.user.name,
                line.user.role.shown,
                ", ".join(sorted(line.compartments)),
                ", ".join(sorted(line.waits_for)) or "–",
                "yes" if line.has_recovery else "no",
            ]
            for line in lines
        ],
    )
    return ExitStatus.DONE


def _row(line: "UserLine") -> dict[str, object]:
    return {
        "name": line.user.name,
        "role": line.user.role.value,
        "compartments": sorted(line.compartments),
        "waits_for": sorted(line.waits_for),
        "recovery_sheet": line.has_recovery,
    }


def _add(options: argparse.Namespace) -> int:
    with opened(options) as vault:
        from courtdesk.vault.roles import Ability
        from courtdesk.vault.users import Users

        vault.require(Ability.MANAGE_USERS)
        user = Users(vault).add(options.name, Role(options.role), new_passphrase_for(options)).value
    print(f"{user.name} was added as {user.role.shown}.")
    return ExitStatus.DONE


def _remove(options: argparse.Namespace) -> int:
    with opened(options) as vault:
        from courtdesk.vault.users import Users

        users = Users(vault)
        user = users.named(options.name)
        users.remove(user.id, give_up=options.give_up_their_work)
    print(
        f"{user.name} was removed, and the vault has new keys. "
        "Backups made before today still open with their passphrase; destroy those you can spare."
    )
    return ExitStatus.DONE


def _grant(options: argparse.Namespace) -> int:
    with opened(options) as vault:
        from courtdesk.vault.users import Users

        users = Users(vault)
        user = users.grant(users.named(options.name).id).value
    print(f"{user.name} was given the keys of their role.")
    return ExitStatus.DONE


def _passphrase(options: argparse.Namespace) -> int:
    old = passphrase_for(options)
    with opened(options, lambda: old) as vault:
        from courtdesk.vault.users import Users

        Users(vault).change_passphrase(old, new_passphrase_for(options))
    print("The passphrase was changed. The old one no longer opens this vault.")
    return ExitStatus.DONE


def _recovery(options: argparse.Namespace) -> int:
    if not sys.stdin.isatty():
        raise KnownError("A recovery sheet is confirmed by typing what stands on it; nobody can.")
    with opened(options) as vault:
        from courtdesk.custody.sheet import recovery_sheet
        from courtdesk.paper.imprint import Imprint
        from courtdesk.paper.press import press
        from courtdesk.paper.save import save
        from courtdesk.vault.recovery import new_code
        from courtdesk.vault.times import now
        from courtdesk.vault.users import Users

        code = new_code()
        imprint = Imprint.by(vault, now())
        save(
            press(recovery_sheet(code, vault.user.name, vault.settings.name, imprint)), options.out
        )
        print(f"{options.out} written. Print it, delete the file, then type what the paper says.")
        Users(vault).keep_recovery(code, getpass.getpass("The nine groups: "))
    print("The recovery sheet counts from now on; an earlier one does not.")
    return ExitStatus.DONE

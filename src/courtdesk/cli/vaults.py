"""Commands about a whole vault: open, demo, new, verify, backup, restore."""

import argparse
import tempfile
from importlib import import_module
from pathlib import Path

from courtdesk.cli import custody
from courtdesk.cli.access import add_passphrase, add_vault, opened, passphrase_for
from courtdesk.cli.output import iso, print_json
from courtdesk.cli.subjects import load_tables
from courtdesk.errors import ExitStatus, KnownError
from courtdesk.preflight import require_window
from courtdesk.vault.errors import DamagedVault
from courtdesk.vault.header import read_header
from courtdesk.vault.roles import Role


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the commands about a whole vault."""
    desk = commands.add_parser("open", help="open the desk (the same as “courtdesk VAULT”)")
    desk.add_argument("vault", type=Path, nargs="?", metavar="VAULT")
    desk.add_argument("--user", metavar="NAME", help="who you are, where several users exist")
    desk.set_defaults(run=_open)

    demo = commands.add_parser("demo", help="open the fictional demo case")
    demo.add_argument("vault", type=Path, nargs="?", metavar="VAULT")
    demo.add_argument("--no-window", action="store_true", help="only make the demo vault")
    demo.set_defaults(run=_demo)

    new = commands.add_parser("new", help="make a vault")
    new.add_argument("vault", type=Path, metavar="VAULT")
    new.add_argument("--user", required=True, metavar="NAME", help="the first user")
    new.add_argument("--role", required=True, choices=[role.value for role in Role])
    new.add_argument("--name", help="the vault's name; the folder's where not given")
    new.add_argument("--paper", choices=["a4", "letter"], default="a4")
    new.add_argument("--zone", default="UTC", metavar="Europe/Dublin", help="the court's time zone")
    add_passphrase(new)
    new.set_defaults(run=_new)

    verify = commands.add_parser("verify", help="check pages, chain, signatures and rows")
    add_vault(verify)
    verify.add_argument("--json", action="store_true", help="print one JSON document")
    custody.add_checks(verify)
    verify.set_defaults(run=_verify)

    backup = commands.add_parser("backup", help="write a vault as one encrypted file")
    add_vault(backup)
    backup.add_argument("file", type=Path, metavar="FILE")
    backup.set_defaults(run=_backup)

    restore = commands.add_parser("restore", help="unpack a backup as a new vault")
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.add_argument("vault", type=Path, nargs="?", metavar="VAULT")
    restore.add_argument("--preview", action="store_true", help="only say what it would give")
    restore.add_argument(
        "--drill", action="store_true", help="only try it: restore, open, check, throw away"
    )
    restore.add_argument("--user", metavar="NAME", help="who you are (--drill)")
    add_passphrase(restore)
    restore.set_defaults(run=_restore)


def _open(options: argparse.Namespace) -> int:
    return _window(options.vault, user=options.user)


def _window(vault: Path | None, **more: object) -> int:
    require_window()
    return int(import_module("courtdesk.app").run(vault, **more))


def _demo(options: argparse.Namespace) -> int:
    from courtdesk import demo

    if not options.no_window:
        require_window()
    vault = demo.place(options.vault)
    if _make_demo(vault):
        print(f"The demo case was written to {vault}.")
    print(f"It is fiction. Its passphrase is public: {demo.PASSPHRASE}")
    if options.no_window:
        return ExitStatus.DONE
    return _window(vault, passphrase=demo.PASSPHRASE, user=demo.CLERK, demo=True)


def _make_demo(vault: Path) -> bool:
    if vault.exists():
        read_header(vault)
        return False
    from courtdesk.demo.making import make

    make(vault)
    return True


def _new(options: argparse.Namespace) -> int:
    from courtdesk.vault.opening import create_vault
    from courtdesk.vault.settings import VaultSettings

    passphrase = passphrase_for(options, "New passphrase (15 characters or more): ")
    if options.passphrase_file is None and passphrase_for(options, "Once more: ") != passphrase:
        raise KnownError("The two passphrases differ. Nothing was made; try again.")
    name = options.name or options.vault.stem
    settings = VaultSettings(name, options.zone, options.paper)
    vault = create_vault(options.vault, settings, options.user, Role(options.role), passphrase)
    vault.close()
    print(f"The vault “{vault.path.name}” was made for {options.user}.")
    return ExitStatus.DONE


def _verify(options: argparse.Namespace) -> int:
    with opened(options) as vault:
        from courtdesk.vault.verify import verify

        load_tables()

        verdict = verify(vault)
        paper = custody.check(vault, options)
        zone = vault.settings.zone
    if options.json:
        document = {
            "ok": verdict.ok,
            "findings": [vars(finding) for finding in verdict.findings],
            "entries": verdict.entries,
            "head": verdict.head,
        }
        if paper is not None:
            document["paper"] = custody.as_row(paper, zone)
        print_json(document)
    else:
        for finding in verdict.findings:
            print(f"{finding.severity}: {finding.what} ({finding.where})")
        state = "The record is intact" if verdict.ok else f"{len(verdict.findings)} findings"
        print(f"{state}: {verdict.entries} links checked, head {verdict.head[:16]}.")
        if paper is not None and paper.holds:
            print(f"Link {paper.link} of {iso(paper.at, zone)}: {paper.sentence}")
    if not verdict.ok:
        return ExitStatus.DAMAGED
    if paper is not None and not paper.holds:
        raise KnownError(paper.sentence)
    return ExitStatus.DONE


def _backup(options: argparse.Namespace) -> int:
    from courtdesk.vault.backup import archive

    with opened(options):
        pass
    archive(options.vault, options.file)
    print("The backup is written and was read back whole.")
    return ExitStatus.DONE


def _restore(options: argparse.Namespace) -> int:
    from courtdesk.vault import backup

    if options.preview or options.drill:
        seen = backup.preview(options.file)
        print(
            f"The backup holds “{seen.name}” with {len(seen.users)} users "
            f"({', '.join(seen.users)}), {seen.size / 1e6:.1f} MB, "
            f"written {seen.made_at:%Y-%m-%d %H:%M} UTC; every part is as it was written."
        )
        return _drill(options) if options.drill else ExitStatus.DONE
    if options.vault is None:
        raise KnownError("Name the vault to restore to, or look first with --preview.")
    vault = backup.restore(options.file, options.vault)
    print(f"Restored to “{vault.name}”. It opens with the passphrases of the day of the backup.")
    return ExitStatus.DONE


def _drill(options: argparse.Namespace) -> int:
    """Restore into a folder of its own, check everything, and throw it away."""
    from courtdesk.vault import backup

    with tempfile.TemporaryDirectory(dir=options.file.resolve().parent) as folder:
        options.vault = backup.restore(options.file, Path(folder) / "drill")
        with opened(options) as vault:
            from courtdesk.custody.service import CustodyService
            from courtdesk.vault.verify import verify

            load_tables()
            verdict = verify(vault)
            receipt = CustodyService(vault).receipt()
    for title, count in receipt.counts:
        print(f"{title}: {count}")
    if not verdict.ok:
        raise DamagedVault(f"The drill failed: {verdict.findings[0].what} Use another backup.")
    print(f"The drill succeeded: it opens, and {verdict.entries} links check out.")
    return ExitStatus.DONE

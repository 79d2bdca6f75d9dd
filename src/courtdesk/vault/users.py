"""Use cases of users: add, remove, change a passphrase, give keys, recovery sheets."""

from dataclasses import dataclass

from courtdesk.errors import KnownError
from courtdesk.vault import header, kdf, recovery, slots
from courtdesk.vault.changes import Changed, Saved
from courtdesk.vault.errors import NotAllowed, WrongPassphrase
from courtdesk.vault.kdf import KdfParams
from courtdesk.vault.keys import Compartment, KeyRing
from courtdesk.vault.rekey import check_proven
from courtdesk.vault.roles import Ability, Role, User
from courtdesk.vault.slots import Slot
from courtdesk.vault.store import Vault, event
from courtdesk.vault.tables import SignerRow


@dataclass(frozen=True)
class UserLine:
    """A user as those who are signed in see them.

    ``waits_for`` names the compartments that their role works in and that nobody has given them.
    """

    user: User
    compartments: frozenset[Compartment]
    waits_for: frozenset[Compartment]
    has_recovery: bool
    is_you: bool


class Users:
    """The users of one vault. Call it on the thread that opened the vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def users(self) -> tuple[UserLine, ...]:
        """Everyone with a key slot, in the order in which they were added."""
        held = self._vault.header.held
        return tuple(
            UserLine(
                user=slot.user,
                compartments=slot.compartments,
                waits_for=_entitled(slot.user.role, held) - slot.compartments,
                has_recovery=slot.recovery is not None,
                is_you=slot.user.id == self._vault.user.id,
            )
            for slot in self._vault.header.slots
        )

    def named(self, name: str) -> User:
        """The user with this name, however it is capitalised.

        Raises:
            KnownError: there is none.
        """
        wanted = " ".join(name.split()).casefold()
        for slot in self._vault.header.slots:
            if slot.user.name.casefold() == wanted:
                return slot.user
        raise KnownError(f"This vault has no user {name}. “users list” shows their names.")

    def add(
        self, name: str, role: Role, passphrase: str, *, params: KdfParams | None = None
    ) -> Saved[User]:
        """Add a user, who is given the keys of their role that you hold.

        Let them type the passphrase themselves. The trial team's key is given by someone of the
        team (:meth:`grant`), or made at the sign-in of the team's first user.

        Raises:
            NotAllowed: your role may not add users.
            WeakPassphrase: the passphrase is not accepted.
            KnownError: the name is missing or taken.
        """
        vault = self._vault
        vault.require(Ability.MANAGE_USERS)
        user = header.new_user(name, role)
        if not user.name:
            raise KnownError("A user needs a name.")
        if any(s.user.name.casefold() == user.name.casefold() for s in vault.header.slots):
            raise KnownError(f"There is a user {user.name} already. Add a first name or a number.")
        kdf.check_passphrase(passphrase, user=user.name)
        ring = KeyRing.new()
        try:
            slot = slots.new_slot(
                user, passphrase, ring, vault.header.vault_id, params or kdf.measured()
            )
        finally:
            ring.wipe()
        slot = slots.given(
            slot, vault.ring, _entitled(role, vault.compartments), vault.header.vault_id
        )
        with vault.unit("user.add", Compartment.RECORD) as unit:
            unit.add(
                SignerRow(id=user.id, name=user.name, role=role.value, verify_key=slot.verify),
                event(unit, "user.add", user.id, f"{user.name}, {role.shown}"),
            )
            unit.commit()
        vault.keep_header(vault.header.following(slot))
        return _saved(user)

    def remove(self, user_id: str, *, give_up: bool = False) -> Saved[User]:
        """Remove a user and give what they could open new keys.

        Backups made before stay readable to them. Where only they hold a compartment, it is
        lost with them, which takes ``give_up``.

        Raises:
            NotAllowed: your role may not remove users, or it is yourself.
            KnownError: there is no such user, or they alone hold a compartment.
            CannotWrite: the disk refused; the vault opens as before.
        """
        vault = self._vault
        vault.require(Ability.MANAGE_USERS)
        slot = vault.header.slot_of(user_id)
        if user_id == vault.user.id:
            raise NotAllowed("You cannot remove yourself. Ask another user to do it.")
        lost = slot.compartments - vault.header.without(user_id).held
        if lost and not give_up:
            raise KnownError(
                f"Only {slot.user.name} can open the trial team’s work in this vault; it would be "
                "lost for good. Let another user of the team be added and given its key first."
            )
        vault.note("user.remove", user_id, f"{slot.user.name}, {slot.user.role.shown}")
        vault.change_keys(slot.compartments, without=user_id)
        return _saved(slot.user)

    def change_passphrase(
        self, old: str, new: str, *, params: KdfParams | None = None
    ) -> Saved[User]:
        """Set your own passphrase. After a recovery sheet the old one is not asked for.

        Raises:
            WrongPassphrase: ``old`` is not your passphrase.
            WeakPassphrase: ``new`` is not accepted.
        """
        vault = self._vault
        slot = self._own()
        if not vault.recovered:
            slots.open_slot(slot, old, vault.header.vault_id).wipe()
        kdf.check_passphrase(new, user=slot.user.name)
        changed = slots.with_passphrase(
            slot, new, vault.ring, vault.header.vault_id, params or kdf.measured()
        )
        vault.keep_header(vault.header.following(changed))
        vault.recovered = False
        vault.note("user.passphrase", slot.user.id)
        return _saved(slot.user)

    def grant(self, user_id: str) -> Saved[User]:
        """Give a user the keys of their role that they wait for and you hold.

        Raises:
            NotAllowed: you hold none of them.
            KnownError: there is no such user.
            DamagedVault: their public key is not the one that they signed with.
        """
        vault = self._vault
        slot = vault.header.slot_of(user_id)
        waits = frozenset(slot.user.role.compartments) - slot.compartments
        mine = waits & vault.compartments
        if not mine:
            raise NotAllowed(
                f"There is no key that {slot.user.name} waits for and that you could give."
            )
        check_proven(vault, slot, Compartment.RECORD)
        given = slots.given(slot, vault.ring, mine, vault.header.vault_id)
        vault.keep_header(vault.header.following(given))
        vault.note("user.grant", user_id, ", ".join(sorted(mine)))
        return _saved(slot.user)

    def keep_recovery(
        self, code: str, retyped: str, *, params: KdfParams | None = None
    ) -> Saved[User]:
        """Let a recovery sheet open the vault for you; an earlier sheet no longer does.

        ``code`` is what was printed (:func:`courtdesk.vault.recovery.new_code`), ``retyped`` what
        was read from the paper: only a sheet that can be read counts.

        Raises:
            WrongPassphrase: the two differ.
        """
        vault = self._vault
        typed = recovery.code_in(retyped)
        if typed is None or typed != recovery.code_in(code):
            raise WrongPassphrase(
                "That is not what stands on the sheet. Read it again, group by group."
            )
        slot = slots.with_recovery(
            self._own(), typed, vault.ring, vault.header.vault_id, params or KdfParams()
        )
        vault.keep_header(vault.header.following(slot))
        vault.note("user.recovery", slot.user.id)
        return _saved(slot.user)

    def _own(self) -> Slot:
        return self._vault.header.slot_of(self._vault.user.id)


def _entitled(role: Role, held: frozenset[Compartment]) -> frozenset[Compartment]:
    return frozenset(role.compartments) & held


def _saved(user: User) -> Saved[User]:
    return Saved(user, Changed(frozenset({"user"}), frozenset({user.id})))

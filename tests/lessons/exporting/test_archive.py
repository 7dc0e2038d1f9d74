import io
import zipfile

from lessons.exporting.archive import zip_bytes
from lessons.importing.archive import read_zip
from lessons.importing.files import NAMES
from lessons.importing.findings import Findings


def test_the_same_files_make_the_same_zip_in_whatever_order_they_come(files):
    contents = files.bytes()
    backwards = dict(reversed(contents.items()))
    assert zip_bytes(contents) == zip_bytes(backwards)


def test_the_zip_holds_the_files_by_name_and_no_trace_of_its_making(files):
    with zipfile.ZipFile(io.BytesIO(zip_bytes(files.bytes()))) as archive:
        entries = archive.infolist()
    assert [entry.filename for entry in entries] == sorted(NAMES)
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {(entry.create_system, entry.external_attr >> 16) for entry in entries} == {(3, 0o644)}
    assert {(entry.extra, entry.comment) for entry in entries} == {(b"", b"")}


def test_what_goes_in_comes_out(files):
    findings = Findings()
    assert read_zip(io.BytesIO(zip_bytes(files.bytes())), findings) == files.bytes()
    assert findings.all == []

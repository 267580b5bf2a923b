"""Listings as KOReader's releases and other WebDAV clients read them, and folders that are not meant for databases."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from bookorbit_desktop.domain.koreader.cloud_files import STATISTICS
from bookorbit_desktop.services.container import Services
from tests.integration.server.dav.test_cloud_folder import DIGEST, PASSPHRASE, Device, listed
from tests.services import add_book
from tests.serving import serving

OF_THE_PERSON = ["koreader/", "Library/", "To read/", "Upload/"]
AGENTS = [
    "KOReader/2023.10 (https://koreader.rocks/) LuaSocket/3.1.0",
    "KOReader/v2026.03 (Kobo_spaBW; Linux; arm) LuaSocket/3.1.0",
    "LuaSocket 3.0.0",
]


@pytest.fixture
def services(services: Services) -> Services:
    services.koreader_login.change("reader", PASSPHRASE)
    add_book(services, "Emma", digest=DIGEST)
    return services


@pytest.fixture
def kobo(services: Services, tmp_path: Path) -> Iterator[Device]:
    with serving(services) as port:
        yield Device(port, tmp_path / "kobo", {1, 2})


def propfind(device: Device, path: str, agent: str) -> str:
    status, _, body = device.ask("PROPFIND", path, b"", Depth="1", User_Agent=agent)
    assert status == 207, (path, body)
    return body.decode()


def shown_by_releases_before_2026_07(device: Device, address: str, folder: str, agent: str) -> list[str]:
    """The folders that a release shows which takes for "this folder" what is called as below the address."""
    names = []
    for item in re.findall(r"<d:response>(.*?)</d:response>", propfind(device, address + folder, agent)):
        (path,) = re.findall(r"<d:href>(.*)</d:href>", item)
        if path.removesuffix("/") not in (address.removesuffix("/"), folder.strip("/")):
            names.append(unquote(path.removesuffix("/").rpartition("/")[2]) + "/")
    return names


@pytest.mark.parametrize("agent", AGENTS)
def test_no_folder_is_its_own_subfolder_for_koreader(kobo: Device, agent: str) -> None:
    def shown(folder: str) -> list[str]:
        return shown_by_releases_before_2026_07(kobo, "/dav", folder, agent)

    assert shown("/") == OF_THE_PERSON
    for folder in ("/koreader/", "/Library/", "/To%20read/", "/Upload/"):
        assert [name for name in shown(folder) if name.strip("/") in unquote(folder)] == [], folder
    assert listed(propfind(kobo, "/dav/", agent).encode(), "/dav/").keys() == {
        name.strip("/") for name in OF_THE_PERSON
    }


@pytest.mark.parametrize("agent", ["rclone/v1.60.1", "cadaver/0.24 neon/0.32.5", "gvfs/1.50.3", ""])
def test_other_clients_are_given_the_folder_that_they_asked_for_too(kobo: Device, agent: str) -> None:
    for folder in ("/dav/", "/dav/koreader/", "/dav/Library/", "/dav/Upload/"):
        assert f"<d:href>{folder}</d:href>" in propfind(kobo, folder, agent)
    status, _, body = kobo.ask("PROPFIND", "/dav/koreader/", b"", Depth="0", User_Agent=AGENTS[0])
    assert (status, b"<d:href>/dav/koreader/</d:href>" in body) == (207, True), "asked for itself alone"


@pytest.mark.parametrize(
    "folder",
    ["/dav", "/dav/Upload", "/dav/koreader/koreader", "/dav/To%20read", "/dav/Library", "", "/koreader"],
)
def test_the_statistics_are_the_same_whichever_folder_a_device_was_told(
    kobo: Device, services: Services, folder: str
) -> None:
    path = f"{folder}/{STATISTICS}"
    content = kobo.write()
    assert kobo.ask("GET", path)[0] == 404
    assert kobo.ask("PUT", path, content)[0] == 201
    assert kobo.get() == 200
    status, headers, body = kobo.ask("GET", path)
    assert (status, body) == (200, content)
    assert kobo.ask("PUT", path, content, If_Match=headers["etag"])[0] == 204
    assert [file.name for file in services.cloud_folder.files()] == [STATISTICS]
    stranger = Device(kobo.port, kobo.folder, login="reader:wrong")
    assert stranger.ask("GET", path)[0] == 401


@pytest.mark.parametrize("agent", AGENTS)
def test_an_address_without_dav_shows_where_the_folders_are(kobo: Device, agent: str) -> None:
    assert shown_by_releases_before_2026_07(kobo, "", "/", agent) == ["dav/"]
    assert shown_by_releases_before_2026_07(kobo, "", "/dav/", agent) == OF_THE_PERSON
    assert shown_by_releases_before_2026_07(kobo, "", "/koreader/", agent) == []
    assert kobo.ask("GET", "/", Accept="text/html")[0] == 200, "a browser is shown the same page as before"


@pytest.mark.parametrize("path", ["/dav/Readest", "/dav/Readest/books.json"])
def test_who_would_add_something_is_told_the_folder_for_it(kobo: Device, path: str) -> None:
    """Readest makes a folder of its own."""
    for method in ("MKCOL", "PUT"):
        status, _, body = kobo.ask(method, path, b"")
        assert status == 409
        assert "Put books into “Upload”" in body.decode()

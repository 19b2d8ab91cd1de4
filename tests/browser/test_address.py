"""The address says everything: opened anew, gone back to, or spoilt."""

import pytest


def test_every_parameter_is_restored_on_opening(visit, count):
    query = {"country": "KAZ,UZB", "sector": "210,230", "status": "operational", "year": "2005-2022",
             "year_of": "completed", "undated": "0", "cost": "10-", "precision": "exact,near", "brief": "0",
             "q": "a", "layers": "pipelines,sites"}
    address = "&".join(f"{name}={value}" for name, value in query.items())
    atlas = visit(f"/?{address}&map=5/43.5/68&tab=about&theme=dark&record=khorgos-dry-port")
    atlas.wait_equal(atlas.count, count(**query), "the sentence")
    for param in ("country", "sector", "status", "precision", "layers"):
        atlas.unfold(param)
        ticked = atlas.control(param).locator("input:checked")
        assert sorted(box.get_attribute("value") for box in ticked.all()) == query[param].split(",")
    assert atlas.control("year").locator("output").inner_text() == "2005–2022"
    assert atlas.control("year_of").locator("select").input_value() == "completed"
    assert not atlas.control("undated").locator("input").is_checked()
    assert [box.input_value() for box in atlas.control("cost").locator("input").all()] == ["10", ""]
    assert atlas.control("q").locator("input").input_value() == "a"
    assert [round(n, 2) for n in atlas.camera()] == [5, 43.5, 68]
    assert atlas.js("document.documentElement.dataset.theme") == "dark"
    assert "Khorgos" in atlas.page.locator("#details h2").inner_text()
    expected = {name: value for name, value in query.items() if name != "brief"}
    atlas.wait(lambda: expected.items() <= atlas.query().items(), "the address keeps them")


@pytest.mark.parametrize(("param", "value"), [
    ("subsector", "21030"), ("kind", "railway"), ("party", "cnpc"), ("brief", "1"), ("near", "khorgos-dry-port:50"),
    ("area", "66,40,71,43"), ("area", "66 40;71 40;71 43"), ("q", "霍尔果斯"), ("year", "-2010")])
def test_a_parameter_is_obeyed(atlas, count, param, value):
    atlas.go(f"/?{param}={value}")
    atlas.wait_equal(atlas.count, count(**{param: value}), "the sentence")
    atlas.wait(lambda: 0 < len(atlas.shown_ids()) <= count(**{param: value}), "the map")
    assert atlas.page.locator("#notices").inner_text() == ""


def test_back_and_forward(atlas, count):
    atlas.tick("country", "TJK")
    atlas.wait_equal(atlas.query, {"country": "TJK"}, "one choice")
    atlas.tick("status", "operational")
    atlas.wait_equal(atlas.query, {"country": "TJK", "status": "operational"}, "two choices")
    atlas.page.go_back()
    atlas.wait_equal(atlas.count, count(country="TJK"), "one choice again")
    assert not atlas.control("status").locator('input[value="operational"]').is_checked()
    atlas.wait_equal(atlas.query, {"country": "TJK"}, "and the address with it")
    atlas.page.go_back()
    atlas.wait_equal(atlas.count, count(), "no choice again")
    atlas.page.go_forward()
    atlas.page.go_forward()
    atlas.wait_equal(atlas.count, count(country="TJK", status="operational"), "both choices again")
    assert atlas.control("country").locator('input[value="TJK"]').is_checked()


def test_back_closes_a_record_and_brings_the_map_back(atlas):
    atlas.go("/?record=khorgos-dry-port&map=6/44/80")
    atlas.page.locator("#details h2", has_text="Khorgos").wait_for()
    atlas.wait_still()
    atlas.go("/?record=chancay&map=7/-11.6/-77")
    atlas.page.locator("#details h2", has_text="Chancay").wait_for()
    atlas.wait(lambda: atlas.camera()[2] < 0, "the map goes to Peru")
    atlas.wait_still()
    atlas.page.go_back()
    atlas.page.locator("#details h2", has_text="Khorgos").wait_for()
    atlas.wait_equal(lambda: [round(n, 1) for n in atlas.camera()], [6, 44, 80], "the map comes back")


BAD = [("country=XXX", {}), ("country=KAZ,XXX", {"country": "KAZ"}), ("country=kaz", {"country": "KAZ"}),
       ("status=nope&sector=230", {"sector": "230"}), ("year=soon", {}), ("year=2020-2013", {}),
       ("year=2013.5-", {}), ("year=٢٠١٣-", {}), ("year_of=constructor&year=2013-", {"year": "2013-"}),
       ("undated=7", {}), ("cost=1.2.3-", {}), ("cost=.-.", {}), ("cost=1e5-", {}), ("brief=yes", {}),
       ("area=1,2,3", {}),
       ("near=atlantis:50", {}), ("party=__proto__", {}), ("layers=castles", {}), ("q=" + "a" * 300, {"q": "a" * 200})]


@pytest.mark.parametrize(("address", "same_as"), BAD, ids=[b[0][:24] for b in BAD])
def test_a_bad_parameter_gives_a_notice_and_breaks_nothing(atlas, count, address, same_as):
    atlas.go(f"/?{address}")
    n = count(**same_as)
    if "kaz" not in address:
        atlas.page.locator("#notices li").first.wait_for()
    atlas.wait_equal(atlas.count, n, "the sentence")
    atlas.wait(lambda: bool(atlas.shown_ids()) == bool(n), "the map shows what the sentence says")
    if not same_as:
        atlas.wait(lambda: len(atlas.shown_ids()) > 400, "nothing is hidden")
    link = atlas.page.locator('[data-export$=".csv"]')
    atlas.wait(lambda: atlas.page.request.get(atlas.site + link.get_attribute("href")).ok, "the download works")


def test_a_spoilt_address_on_opening(visit, count):
    atlas = visit("/?country=KAZ,XXX&year=soon&cost=1.2.3-&map=99/1/1&theme=pink&tab=zzz&lang=xx&basemap=moon&"
                  "record=<b>x</b>&<i>=1&__proto__=1&constructor=2&near=a:b")
    assert atlas.count() == count(country="KAZ")
    notices = atlas.page.locator("#notices")
    assert notices.is_visible()
    for part in ("country=XXX", "year=soon", "cost=1.2.3-", "near=a:b"):
        assert part in notices.inner_text()
    assert "No record has the id <b>x</b>." in atlas.page.locator("#details").inner_text()
    assert len(atlas.shown_ids()) > 100


def test_a_notice_goes_when_the_address_is_right_again(atlas):
    atlas.go("/?country=XXX")
    atlas.page.locator("#notices li").wait_for()
    atlas.go("/?country=KAZ")
    atlas.page.locator("#notices li").wait_for(state="detached")


def test_a_record_alone_is_flown_to(visit):
    atlas = visit("/?record=chancay")
    atlas.page.locator("#details h2", has_text="Chancay").wait_for()
    atlas.wait(lambda: "chancay" in atlas.shown_ids(), "the record is in view")
    atlas.wait_still()
    zoom, lat, lon = atlas.camera()
    assert zoom > 5 and abs(lat + 11.6) < 1 and abs(lon + 77.3) < 2
    atlas.wait(lambda: atlas.address().get("record") == "chancay" and "map" in atlas.address(), "the address")


@pytest.mark.parametrize(("language", "words", "country"), [
    ("ru", "Скачать", "Казахстан"), ("zh", "下载", "哈萨克斯坦")])
def test_a_language(visit, language, words, country):
    atlas = visit(f"/?lang={language}&country=KAZ&record=khorgos-dry-port")
    assert atlas.js("document.documentElement.lang") == language
    assert words in atlas.page.locator(".bar").inner_text()
    assert country in atlas.sentence()
    assert {"ru": "Хоргос", "zh": "霍尔果斯"}[language] in atlas.page.locator("#details h2").inner_text()
    english = atlas.page.locator('[data-lang="en"]')
    atlas.wait(lambda: "country=KAZ" in english.get_attribute("href"), "the links to other languages keep the view")
    href = atlas.page.locator('[data-export$=".csv"]').get_attribute("href")
    assert f"lang={language}" in href and "country=KAZ" in href
    english.click()
    atlas.wait_drawn()
    assert "in Kazakhstan" in atlas.sentence()
    assert "Khorgos" in atlas.page.locator("#details h2").inner_text()


def test_the_browsers_language_is_the_default(visit):
    atlas = visit("/", locale="ru-RU")
    assert atlas.js("document.documentElement.lang") == "ru"
    assert "записей" in atlas.sentence()

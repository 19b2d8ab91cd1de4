"""Each filter control: the map follows at once and without the server; sentence, numbers and address follow."""

import pytest

from geodata.wording import fold_text


def assert_follows(atlas, count, act, keep, query):
    """Do something; the map shows just the records that `keep` admits while the server is silent, and does
    not move; then sentence and address say the same."""
    before, camera = atlas.shown(), atlas.camera()
    expected = {record for record, properties in before.items() if keep(properties)}
    assert 0 < len(expected) < len(before)
    words = atlas.sentence()
    with atlas.server_held():
        act()
        atlas.wait_equal(atlas.shown_ids, expected, "the map follows without the server")
        assert atlas.sentence() == words, "the server has not spoken yet"
    atlas.wait_equal(atlas.count, count(**query), "the sentence follows")
    atlas.wait_equal(atlas.query, query, "the address follows")
    assert atlas.camera() == camera, "the map does not move by itself"


def holds(name, *codes):
    return lambda p: any(f"|{code}|" in p[name] for code in codes)


def equals(name, *codes):
    return lambda p: p.get(name) in codes


TICKS = [("country", ["KAZ"], holds("countries", "KAZ")), ("country", ["KGZ", "TJK"], holds("countries", "KGZ", "TJK")),
         ("sector", ["230"], equals("sector", "230")), ("subsector", ["23220"], equals("subsector", "23220")),
         ("kind", ["gas_pipeline"], equals("kind", "gas_pipeline")),
         ("status", ["under_construction"], equals("status", "under_construction")),
         ("layers", ["powerlines", "routes"], equals("layer", "powerlines", "routes")),
         ("party", ["cnpc"], holds("parties", "cnpc")), ("precision", ["region"], equals("precision", "region"))]


@pytest.mark.parametrize(("param", "values", "keep"), TICKS, ids=[f"{t[0]}={','.join(t[1])}" for t in TICKS])
def test_a_tick(atlas, count, param, values, keep):
    def tick_all():
        for value in values:
            atlas.tick(param, value)
    atlas.unfold(param)
    assert_follows(atlas, count, tick_all, keep, {param: ",".join(sorted(values))})
    assert atlas.control(param).locator(".badge").inner_text() == str(len(values))
    for value in values:
        assert atlas.control(param).locator(f'input[value="{value}"]').is_checked()


def test_two_facets_narrow_each_other(atlas, count):
    atlas.tick("country", "KAZ")
    atlas.wait_equal(atlas.count, count(country="KAZ"), "one choice")
    assert_follows(atlas, count, lambda: atlas.tick("status", "operational"), equals("status", "operational"),
                   {"country": "KAZ", "status": "operational"})
    row = atlas.control("sector").locator("label", has=atlas.page.locator('input[value="230"]'))
    expected = str(count(country="KAZ", status="operational", sector="230"))
    atlas.wait_equal(row.locator(".facet-count").inner_text, expected, "the number beside a choice follows")


TEXTS = ["khorgos", "ХОРГОС", "霍尔果斯", "  Alma   power ", "Ürümqi"]


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_in_any_script(atlas, count, text):
    def contains(p):
        return all(word in p["text"] for word in fold_text(text).split())
    assert_follows(atlas, count, lambda: atlas.control("q").locator("input").fill(text), contains, {"q": text})


def active(low, high, keep_undated=True):
    def keep(p):
        if "active_from" not in p:
            return keep_undated
        return p["active_from"] <= high and p.get("active_to", 9999) >= low
    return keep


def dated(name, low, high, keep_undated=True):
    return lambda p: low <= p[name] <= high if name in p else keep_undated


def drag(atlas, first, last):
    """Drag over the bars from one year to another."""
    bars = atlas.control("year").locator(".timeline-bar")
    years = [int(bar.get_attribute("title")[:4]) for bar in (bars.nth(0), bars.last)]
    boxes = [bars.nth(year - years[0]).bounding_box() for year in (first, last)]
    assert years[0] <= first <= last <= years[1]
    mouse = atlas.page.mouse
    for step, box in zip((mouse.move, mouse.move), boxes, strict=True):
        step(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=4)
        if box is boxes[0]:
            mouse.down()
    mouse.up()


def test_dragging_over_the_years(atlas, count):
    assert_follows(atlas, count, lambda: drag(atlas, 2005, 2009), active(2005, 2009), {"year": "2005-2009"})
    assert atlas.control("year").locator("output").inner_text() == "2005–2009"
    assert "without a year" in atlas.sentence()


def test_the_ends_of_the_years_move_with_the_keys(atlas, count):
    last = atlas.control("year").locator(".timeline-last")
    last.focus()
    value = int(last.get_attribute("max"))
    with atlas.server_held():
        for _ in range(value - 2010):
            atlas.page.keyboard.press("ArrowLeft")
        expected = {r for r, p in atlas.shown().items() if active(0, 2010)(p)}
        atlas.wait_equal(atlas.shown_ids, expected, "the map follows the keys")
    atlas.wait_equal(atlas.query, {"year": "-2010"}, "the address follows")
    atlas.wait_equal(atlas.count, count(year="-2010"), "the sentence follows")


@pytest.mark.parametrize("year_of", ["agreed", "started", "completed"])
def test_which_year(atlas, count, year_of):
    drag(atlas, 2012, 2016)
    atlas.wait_equal(atlas.count, count(year="2012-2016"), "the years are picked")
    atlas.control("year").locator(".timeline-value button").click()
    atlas.wait_equal(atlas.query, {}, "the years are taken back")
    atlas.control("year_of").locator("select").select_option(year_of)
    atlas.wait_equal(atlas.query, {"year_of": year_of}, "which year is said")
    assert_follows(atlas, count, lambda: drag(atlas, 2012, 2016), dated(f"year_{year_of}", 2012, 2016),
                   {"year": "2012-2016", "year_of": year_of})


def test_without_the_undated(atlas, count):
    assert_follows(atlas, count, lambda: atlas.control("undated").click(), lambda p: "active_from" in p,
                   {"undated": "0"})
    atlas.page.locator('#sentence [data-param="year"]').click()
    atlas.wait_equal(atlas.query, {}, "taking back the choice keeps the undated again")


def test_cost(atlas, count):
    low, high = atlas.control("cost").locator("input").all()
    assert_follows(atlas, count, lambda: low.fill("500"), lambda p: p.get("cost", -1) >= 500, {"cost": "500-"})
    assert_follows(atlas, count, lambda: high.fill("1000.5"), lambda p: p.get("cost", 9e9) <= 1000.5,
                   {"cost": "500-1000.5"})


@pytest.mark.parametrize("text", ["abc", "1.2.3", "-5", "1e5", "."])
def test_a_cost_that_is_no_number_is_marked_and_changes_nothing(atlas, text):
    low, high = atlas.control("cost").locator("input").all()
    low.fill(text)
    assert low.get_attribute("aria-invalid") == "true"
    high.focus()
    assert (low.input_value(), low.get_attribute("aria-invalid")) == ("", "false")
    assert atlas.query() == {}


def test_a_cost_from_more_than_to_changes_nothing(atlas):
    low, high = atlas.control("cost").locator("input").all()
    high.fill("3")
    atlas.wait_equal(atlas.query, {"cost": "-3"}, "one end")
    low.fill("9")
    assert low.get_attribute("aria-invalid") == "true"
    high.focus()
    assert (low.input_value(), high.input_value(), atlas.query()) == ("", "3", {"cost": "-3"})


def test_only_what_the_founding_articles_name(atlas, count):
    assert_follows(atlas, count, lambda: atlas.control("brief").click(), lambda p: p["brief"] == 1, {"brief": "1"})
    atlas.control("brief").click()
    atlas.wait_equal(atlas.query, {}, "and back")


def test_only_what_is_in_view_asks_the_server(atlas, count):
    atlas.command(center=[69.3, 41.3], zoom=6)
    atlas.wait_still()
    shown = atlas.shown_ids()
    atlas.page.locator("#area-here").click()
    atlas.wait(lambda: "area" in atlas.query(), "the address follows")
    n = count(area=atlas.query()["area"])
    atlas.wait_equal(atlas.count, n, "the sentence follows")
    assert 0 < n < count()
    atlas.wait(lambda: atlas.shown_ids() >= shown, "what was in view stays")
    atlas.command(center=[67, 46], zoom=3)
    atlas.wait(lambda: 0 < len(atlas.shown_ids()) <= n, "and nothing else is there")


# --- taking choices back ----------------------------------------------------------------------------

def test_a_chip_takes_back_one_choice(atlas, count):
    atlas.tick("country", "UZB")
    atlas.tick("sector", "210")
    atlas.wait_equal(atlas.count, count(country="UZB", sector="210"), "two choices")
    chip = atlas.page.locator('#sentence [data-param="country"]')
    assert chip.inner_text().strip() == "in Uzbekistan"
    chip.click()
    atlas.wait_equal(atlas.query, {"sector": "210"}, "one choice is left")
    atlas.wait_equal(atlas.count, count(sector="210"), "the sentence follows")
    assert not atlas.control("country").locator('input[value="UZB"]').is_checked()
    assert atlas.control("sector").locator('input[value="210"]').is_checked()


def test_clear_all(atlas):
    before = atlas.shown_ids()
    atlas.tick("country", "UZB")
    atlas.control("q").locator("input").fill("solar")
    atlas.control("brief").click()
    atlas.wait_equal(lambda: set(atlas.query()), {"country", "q", "brief"}, "three choices")
    atlas.page.locator("#sentence .clear-all").click()
    atlas.wait_equal(atlas.query, {}, "no choice is left")
    atlas.wait_equal(atlas.shown_ids, before, "the map shows all again")
    assert atlas.control("q").locator("input").input_value() == ""
    assert atlas.page.locator(".facet-row input:checked").count() == 0


def test_the_clear_button_of_a_facet(atlas):
    atlas.tick("status", "proposed")
    atlas.control("status").locator(".facet-head .quiet").click()
    atlas.wait_equal(atlas.query, {}, "nothing is left")
    assert atlas.control("status").locator(".badge").count() == 0


def test_nothing_found_and_the_way_back(atlas, count, atlas_repository):
    atlas.tick("country", "TKM")
    atlas.tick("status", "cancelled")
    atlas.tick("sector", "110")
    query = {"country": "TKM", "status": "cancelled", "sector": "110"}
    assert count(**query) == 0
    atlas.wait_equal(atlas.query, dict(sorted(query.items())), "three choices")
    atlas.wait(lambda: atlas.page.locator("#sentence .chip").count() == 3, "the sentence names all three")
    empty = atlas.page.locator("#empty")
    empty.locator(".empty-title").wait_for()
    assert atlas.shown_ids() == set()
    assert atlas.sentence().startswith(f"0 of {len(atlas_repository.records)} records")
    way = empty.locator("button").first
    n = int("".join(filter(str.isdigit, way.inner_text())))
    way.click()
    atlas.wait_equal(atlas.count, n, "the way back leads where it says")
    assert empty.inner_text() == ""


def test_an_organisation_of_a_record_becomes_a_filter(atlas, count):
    atlas.go("/?record=khorgos-dry-port")
    atlas.page.locator("#details .link", has_text="COSCO").first.click()
    atlas.wait(lambda: "cosco" in atlas.query().get("party", ""), "the address names the organisation")
    atlas.wait_equal(atlas.count, count(**atlas.query()), "the sentence follows")


@pytest.mark.parametrize("newest_first", [True, False])
def test_an_older_answer_never_wins(atlas, count, newest_first):
    held = []
    atlas.page.route("**/_dash-update-component*", lambda route: held.append(route))
    atlas.tick("country", "KAZ")
    atlas.wait(lambda: any("KAZ" in route.request.post_data for route in held), "the first question")
    atlas.tick("country", "UZB")
    atlas.wait(lambda: any("UZB" in route.request.post_data for route in held), "the second question")
    for route in reversed(held) if newest_first else held:
        route.continue_()
        atlas.page.wait_for_timeout(150)
    atlas.page.unroute("**/_dash-update-component*")
    atlas.wait_equal(atlas.count, count(country="KAZ,UZB"), "the sentence says what is picked")
    atlas.page.wait_for_timeout(300)
    assert atlas.count() == count(country="KAZ,UZB")

from claims.text.feed_markup import Entry, Frame, read_entries

URL = "https://a.example/feed"


def entries(markup: str) -> tuple[Frame, list[Entry]]:
    taken: list[Entry] = []
    frame = read_entries(iter([markup]), url=URL, take=lambda _, entry: taken.append(entry))
    return frame, taken


def test_the_words_of_an_entry_stand_under_their_places():
    frame, [entry] = entries(
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='/wire/'><title>Wire</title>"
        "<entry><title>One</title><link href='1'/>"
        "<source><title>Ministry</title><link href='m'/></source></entry></feed>"
    )
    assert frame == Frame("atom", "Wire")
    assert entry == Entry(
        base="https://a.example/wire/",
        fields={"title": "One", "source/title": "Ministry"},
        links=[{"href": "1"}],
        source_links=[{"href": "m"}],
    )


def test_an_entry_whose_tags_do_not_match_ends_where_the_next_begins():
    _, found = entries("<rss><channel><item><title>One</item><item><title>Two</title></item><item><guid>3</guid>")
    assert [entry.fields for entry in found] == [{"title": "One"}, {"title": "Two"}, {"guid": "3"}]


def test_the_first_of_several_stands_and_empty_ones_do_not_count():
    _, [entry] = entries("<rss><item><title> </title><title>One</title><title>Two</title></item></rss>")
    assert entry.fields == {"title": "One"}


def test_the_title_of_the_feed_may_come_last():
    frame, _ = entries("<rss><channel><item><title>One</title></item><title>Feed</title></channel></rss>")
    assert frame == Frame("rss", "Feed")


def test_a_field_is_not_endless():
    _, [entry] = entries(f"<rss><item><title>{'x' * 100_000}</title></item></rss>")
    assert len(entry.fields["title"]) == 8192

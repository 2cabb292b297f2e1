"""What a page of the starter content asks the database in a process that has just begun, with every cache empty."""

from tests.bench.pages import one_path_a_type, uncached_queries

MOST_QUERIES = 15


def test_no_page_type_asks_more_than_fifteen_times(city, client_for):
    paths = list(one_path_a_type().values())
    assert "/" in paths
    foreign = [language for language in city.languages if language != "ko"]
    paths += [f"/{language}/{page}" for language in foreign for page in ("", "living-guide/", "~contact/")]
    client = client_for(city)
    counted = {path: uncached_queries(client, path) for path in paths}
    too_many = {path: found for path, found in counted.items() if len(found) > MOST_QUERIES}
    assert not too_many, "\n".join(
        f"{path}: {len(found)}\n  " + "\n  ".join(sql[:200] for sql in found) for path, found in too_many.items()
    )

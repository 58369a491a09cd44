"""All parsers under the campaign, by name."""

from tests.fuzzing import articles, cache, catalogs, files, servers
from tests.fuzzing.laws import Target

TARGETS: dict[str, Target] = {
    each.name: each for part in (articles, catalogs, files, cache, servers) for each in part.TARGETS
}

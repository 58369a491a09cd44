"""All parsers under the campaign, by name."""

from tests.fuzzing import articles, cache, catalogs, checks, exchange, files, models, servers
from tests.fuzzing.laws import Target

PARTS = (articles, catalogs, checks, exchange, files, models, cache, servers)
TARGETS: dict[str, Target] = {each.name: each for part in PARTS for each in part.TARGETS}

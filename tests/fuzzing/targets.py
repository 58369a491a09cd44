"""All parsers under the campaign, by name."""

from tests.fuzzing import articles, catalogs, files, servers
from tests.fuzzing.laws import Target

TARGETS: dict[str, Target] = {
    each.name: each
    for each in (*articles.TARGETS, *catalogs.TARGETS, *files.TARGETS, *servers.TARGETS)
}
